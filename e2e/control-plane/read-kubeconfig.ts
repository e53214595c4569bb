import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import type { KubeCredentials } from './kube-connection';

type Fields = Readonly<Record<string, unknown>>;

// A field that is not here may decide where requests go, or as whom; passed over, it would send them elsewhere.
const CLUSTER = ['server', 'certificate-authority', 'certificate-authority-data', 'extensions'];
const USER = ['client-certificate', 'client-certificate-data', 'client-key', 'client-key-data', 'token', 'extensions'];

const REMEDY = 'give a kubeconfig as kind, k3d and K3s write it';

/** The API server of a kubeconfig's current context, and its user. Throws when there is more to it than keys and a token. */
export function readKubeconfig(file: string): KubeCredentials {
  const config = new Part(file, dirname(file), fieldsOf(file));
  const context = config.named('context', config.must('current-context'));
  const cluster = config.named('cluster', context.must('cluster')).only(CLUSTER);
  const user = config.named('user', context.must('user')).only(USER);
  const server = cluster.must('server');
  if (!server.startsWith('https://')) throw cluster.problem('have an https:// server', server);
  const ca = cluster.pem('certificate-authority');
  if (ca === undefined) throw cluster.problem('have certificate-authority-data or certificate-authority', 'neither');
  const token = user.text('token');
  const [cert, key] = [user.pem('client-certificate'), user.pem('client-key')];
  if (cert === undefined ? key !== undefined || token === undefined : key === undefined)
    throw user.problem('have a client certificate and its key, or a token', user.list());
  return { server, ca, ...(token !== undefined && { token }), ...(cert !== undefined && { cert, key }) };
}

function fieldsOf(file: string): Fields {
  try {
    const config: unknown = parse(readFileSync(file, 'utf8'));
    if (isFields(config)) return config;
    throw new Error('no mapping');
  } catch (error) {
    const [what] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new Error(`${file} must be a kubeconfig, got ${what ?? ''}; ${REMEDY}`);
  }
}

/** A part of a kubeconfig, or all of it. */
class Part {
  constructor(
    private readonly place: string,
    private readonly folder: string,
    private readonly fields: Fields,
  ) {}

  /** What a kubeconfig keeps by name: its contexts, clusters and users. */
  named(kind: 'context' | 'cluster' | 'user', name: string): Part {
    const list = this.fields[`${kind}s`];
    const entries = Array.isArray(list) ? list.filter(isFields) : [];
    const fields = entries.find((entry) => entry['name'] === name)?.[kind];
    if (!isFields(fields)) throw this.problem(`have ${kind} ${name}`, entries.map((entry) => entry['name']).join(', '));
    return new Part(`${this.place}: ${kind} ${name}`, this.folder, fields);
  }

  /** Throws when it has other fields. */
  only(known: readonly string[]): this {
    const unknown = this.present().filter((field) => !known.includes(field));
    if (unknown.length === 0) return this;
    throw this.problem(`have nothing but ${known.join(', ')}`, unknown.join(', '));
  }

  must(field: string): string {
    const text = this.text(field);
    if (text === undefined) throw this.problem(`have ${field}`, 'none');
    return text;
  }

  text(field: string): string | undefined {
    if (!this.present().includes(field)) return undefined;
    const value = this.fields[field];
    if (typeof value !== 'string') throw this.problem(`have a text as ${field}`, `a ${typeof value}`);
    return value;
  }

  /** What is in the field's `-data`, or else in the file that the field names. */
  pem(field: string): string | undefined {
    const [data, path] = [this.text(`${field}-data`), this.text(field)];
    const pem = data === undefined ? path && this.read(path) : Buffer.from(data, 'base64').toString();
    if (pem?.includes('-----BEGIN ') === false)
      throw this.problem(`have PEM as ${field}`, JSON.stringify(data ?? path));
    return pem;
  }

  /** The names of its fields, for messages. */
  list(): string {
    return this.present().join(', ') || 'nothing';
  }

  problem(rule: string, got: string): Error {
    return new Error(`${this.place} must ${rule}, got ${got || 'none'}; ${REMEDY}`);
  }

  /** Those that say something: kubectl writes `false` and empty texts too. */
  private present(): string[] {
    const says = (value: unknown): boolean => ![undefined, null, false, ''].includes(value as null);
    return Object.keys(this.fields).filter((field) => says(this.fields[field]));
  }

  private read(path: string): string {
    try {
      return readFileSync(resolve(this.folder, path), 'utf8');
    } catch {
      throw this.problem('name files that can be read', path);
    }
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
