import { celPattern, HOST, PORT } from './host-pattern';

const SEGMENT = '[A-Za-z0-9_~-][A-Za-z0-9._~-]*';

/** What `.git` may stand behind: a repository's path. Behind a host it would make another host. */
const GIT = '^(https|ssh)://[^/]+/';

/**
 * Addresses of repositories and charts, spelled in one way only: a scheme that proves whom it talks to, a host in lower case,
 * plain segments. What has other parts (a user beside ssh's, `..`, escapes, a query) or is written as `git@host:path` is none,
 * so that comparing text compares scheme, host, port and segments.
 */
const ADDRESS = `^(https://|oci://|ssh://([a-z0-9_-]+@)?)${HOST}${PORT}(/${SEGMENT})*/?$`;

/** Whether a text is an address that a list may have: without a `/` or `.git` at its end. */
export function isAddressEntry(text: string): boolean {
  return new RegExp(ADDRESS).test(text) && !text.endsWith('/') && !text.endsWith('.git');
}

/**
 * Whether an address is an entry, or below one. `https://github.com/acme` admits `https://github.com/acme/shop`, and neither
 * `https://github.com/acme-evil/shop` nor `https://github.com.evil.com/acme`.
 */
export function isListedAddress(address: string, entries: readonly string[]): boolean {
  if (!new RegExp(ADDRESS).test(address)) return false;
  return entries.some(
    (entry) =>
      address === entry ||
      address.startsWith(`${entry}/`) ||
      (address === `${entry}.git` && new RegExp(GIT).test(entry)),
  );
}

/** The same in the Common Expression Language, of an expression for the address and one for the list. */
export function addressIsListed(address: string, entries: string): string {
  const git = `(${address} == entry + '.git' && entry.matches(${celPattern(GIT)}))`;
  const matches = `${address} == entry || ${address}.startsWith(entry + '/') || ${git}`;
  return `${address}.matches(${celPattern(ADDRESS)}) && ${entries}.exists(entry, ${matches})`;
}
