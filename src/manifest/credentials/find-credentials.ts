import { credentialIn } from './credential-form';
import { isNamedCredential } from './credential-name';
import { mayHoldCredentials } from './suspicion';
import { isSecret, openSecretValues } from './secret-object';

/** A credential in a manifest. The value itself is not part of it, so that no message can show it. */
export interface FoundCredential {
  /** JSON pointer of the value. */
  readonly pointer: string;
  /** What it is: `a GitHub token`. */
  readonly what: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** A smaller number below the name of a password says how long it must be, or how old it may be. */
const SHORTEST_NUMBER = 1000;

type Fields = Readonly<Record<string, unknown>>;

const REVOKE = 'and revoke it if it was ever committed';
const REMEDY = `keep it in a Secret that SOPS encrypts or External Secrets fetches, and refer to that; ${REVOKE}`;
const REMEDY_OF_SECRETS = `encrypt the file with SOPS, or use an ExternalSecret; ${REVOKE}`;
const REMEDY_OF_ENV = `use valueFrom with a secretKeyRef; ${REVOKE}`;

/**
 * Finds credentials in a manifest: values of a Secret that SOPS has not encrypted, and everywhere else values that have the
 * form of a credential or stand below the name of one.
 *
 * Nothing is guessed from how random a text looks: image digests, checksums and identifiers look so, too.
 *
 * @param manifest a Kubernetes object as plain data.
 */
export function findCredentials(manifest: Fields): FoundCredential[] {
  if (!mayHoldCredentials(manifest)) return [];
  const found: FoundCredential[] = [];
  visit(manifest, '', found);
  return found;
}

function visit(value: unknown, pointer: string, found: FoundCredential[]): void {
  if (typeof value === 'string') {
    const what = credentialIn(value) ?? encodedCredentialIn(value);
    if (what !== undefined) found.push({ pointer, what, remedy: REMEDY });
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      const at = `${pointer}/${index}`;
      if (isOptionValue(value[index - 1], item))
        found.push({ pointer: at, what: 'a password on a command line', remedy: REMEDY });
      else visit(item, at, found);
    });
  } else if (typeof value === 'object' && value !== null) {
    visitFields(value as Fields, pointer, found);
  }
}

function visitFields(fields: Fields, pointer: string, found: FoundCredential[]): void {
  const open = isSecret(fields) ? openSecretValues(fields) : [];
  for (const path of open) {
    found.push({ pointer: pointer + path, what: 'the value of a Secret', remedy: REMEDY_OF_SECRETS });
  }
  const { name, value } = fields;
  const isEntry = typeof name === 'string' && typeof value === 'string' && isNamedCredential(name, value);
  if (isEntry) found.push({ pointer: `${pointer}/value`, what: 'a password or key', remedy: REMEDY_OF_ENV });
  for (const [key, item] of Object.entries(fields)) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (isEntry && key === 'value') continue;
    if (open.length > 0 && (key === 'data' || key === 'stringData')) continue;
    const text = typeof item === 'number' && item >= SHORTEST_NUMBER ? String(item) : item;
    if (typeof text === 'string' && isNamedCredential(key, text) && !isEncrypted(text)) {
      found.push({ pointer: at, what: 'a password or key', remedy: REMEDY });
    } else visit(item, at, found);
  }
}

/** Whether an argument is what the option before it stands for: `['--password', 'hunter2']`. */
function isOptionValue(option: unknown, value: unknown): boolean {
  if (typeof option !== 'string' || typeof value !== 'string' || !/^--?[a-z]/i.test(option)) return false;
  return !value.startsWith('-') && isNamedCredential(option, value);
}

/** Whether SOPS has encrypted a value. */
function isEncrypted(value: string): boolean {
  return value.startsWith('ENC[');
}

const BASE64 = /^(?:LS0tLS1CRUdJTi|eyJhdXRocyI6)[A-Za-z0-9+/\s]+={0,2}\s*$/;

/** What stands in a ConfigMap's `binaryData` or in the values of a chart. */
function encodedCredentialIn(text: string): string | undefined {
  return BASE64.test(text) ? credentialIn(Buffer.from(text, 'base64').toString('utf8')) : undefined;
}
