import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { inspect } from 'node:util';
import { CORE_SCHEMA, load, realMapTag, YAML11_SCHEMA } from 'js-yaml';
import { parse } from 'yaml';

/** What a parser made of a document: the value in a form that compares as text, or why there is none. */
export type Outcome = string;

/** Text that is equal for equal JSON values, whatever the order of keys. */
export function canonical(value: unknown): string {
  if (value instanceof Map) {
    const entries = [...value].map(([key, item]) => {
      if (typeof key !== 'string') return `<key ${String(key)} is no string>`;
      return `${JSON.stringify(key)}:${canonical(item)}`;
    });
    return `{${entries.toSorted().join(',')}}`;
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return `<${inspect(value)}>`;
    return canonical(new Map(Object.entries(value)));
  }
  return typeof value === 'number' && !Number.isFinite(value) ? `<${value}>` : JSON.stringify(value);
}

function outcome(read: () => unknown): Outcome {
  try {
    return canonical(read());
  } catch (error) {
    return `<${String(error)}>`;
  }
}

type Read = (document: string) => unknown;
const inProcess: Readonly<Record<string, Read>> = {
  'yaml 1.2': (document) => parse(document, { version: '1.2', mapAsMap: true }) as unknown,
  'yaml 1.1': (document) => parse(document, { version: '1.1', mapAsMap: true }) as unknown,
  'js-yaml': (document) => load(document, { schema: CORE_SCHEMA.withTags(realMapTag) }),
  'js-yaml 1.1': (document) => load(document, { schema: YAML11_SCHEMA.withTags(realMapTag) }),
};
export const inProcessParsers = Object.keys(inProcess);

export function readWith(parser: string, document: string): Outcome {
  const read = inProcess[parser];
  if (read === undefined) throw new Error(`no parser ${parser}`);
  return outcome(() => read(document));
}

interface Batch {
  readonly command: readonly [string, ...string[]];
  readonly folder: string;
  readonly probe: readonly [string, ...string[]];
  readonly install: string;
}
const go = {
  folder: path.join(__dirname, '..', 'go'),
  probe: ['go', 'build', '-o', '/dev/null', '.'],
  install: 'Go 1.22 or later',
} as const;
const batches: Readonly<Record<string, Batch>> = {
  PyYAML: {
    command: ['python3', path.join(__dirname, 'read-yaml.py')],
    folder: __dirname,
    probe: ['python3', '-c', 'import yaml'],
    install: 'pip install PyYAML',
  },
  'Go sigs.k8s.io/yaml (Kubernetes)': { ...go, command: ['go', 'run', '.'] },
  'Go yaml.v3 (kustomize, Flux)': { ...go, command: ['go', 'run', '.', 'kustomize'] },
};
export const batchParsers = Object.keys(batches);

function run([program, ...args]: readonly [string, ...string[]], cwd: string, input: string): string {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONUTF8: '1' },
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  return stdout;
}

const missing = new Map<string, string | undefined>();

/** Why a parser of another language cannot be used here, if it cannot. In CI each of them must be there. */
function whyMissing(parser: string, { probe, folder, install }: Batch): string | undefined {
  if (!missing.has(parser)) {
    let why: string | undefined;
    try {
      run(probe, folder, '');
    } catch (error) {
      why = `${parser} is missing (${String(error).trim()}); to check with it too: ${install}`;
    }
    missing.set(parser, why);
  }
  const why = missing.get(parser);
  if (why !== undefined && process.env['CI'] === 'true') throw new Error(why);
  return why;
}

/** Reads many documents in one process of another language; undefined, with a message, if that is not installed. */
export function readAllWith(parser: string, documents: readonly string[]): readonly Outcome[] | undefined {
  const batch = batches[parser];
  if (batch === undefined) throw new Error(`no parser ${parser}`);
  const why = whyMissing(parser, batch);
  if (why !== undefined) {
    process.stderr.write(`skipped: ${why}\n`);
    return undefined;
  }
  const input = documents.map((document) => `${JSON.stringify(document)}\n`).join('');
  const lines = run(batch.command, batch.folder, input).trimEnd().split('\n');
  if (lines.length !== documents.length) throw new Error(`${parser} answered ${lines.length} of ${documents.length}`);
  return lines.map((line) => {
    const answer = JSON.parse(line) as { value?: unknown; error?: string };
    return answer.error === undefined ? canonical(answer.value) : `<${answer.error}>`;
  });
}
