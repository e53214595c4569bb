import { isReference } from './credential-form';

/**
 * Names whose value is a credential and nothing else. `secretName`, `passwordKey` or `TOKEN_FILE` only say where one is;
 * `secretKey` and `token` are the names of too much else.
 */
const NAME =
  /(?:^|[^a-z]|(?<=[a-z])(?=[A-Z]))(?:password|mysql[_-]pwd|passwd|passphrase|api[_-]?key|(?:client|app|shared)[_-]?secret|secret[_-]?access[_-]?key|(?:access|api|auth|bearer)[_-]?token)$/i;

/** What a switch or a path of that name says instead: `password: true`, `/run/secrets/password`. */
const ELSEWHERE = /^(?:true|false|yes|no|none|null|\/[\w./-]+|)$/i;

/**
 * Where a value is kept, in the notations of those who put it in: Bank-Vaults' `vault:`, 1Password's `op://`, `ref+vault://` of
 * vals, and the resource names of AWS and Google Cloud.
 */
const KEPT =
  /^(?:vault:[\w/-]+#\S+$|op:\/\/|ref\+[a-z]+:\/\/|arn:[\w-]+:(?:secretsmanager|ssm):|projects\/[\w-]+\/secrets\/)/;

/** Whether an entry of this name and value holds a credential. */
export function isNamedCredential(name: string, value: string): boolean {
  const text = value.trim();
  return NAME.test(name) && !ELSEWHERE.test(text) && !KEPT.test(text) && !isReference(text);
}
