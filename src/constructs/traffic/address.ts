import { checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';

/**
 * Checks a host name that may begin with `*.`.
 *
 * @param prop the prop that holds it, for the message.
 * @param got the host name.
 */
export function checkHost(prop: string, got: string): Problem[] {
  // In JavaScript it may be missing.
  if (typeof got === 'string' && checkSubdomainName(prop, got.replace(/^\*\./, '')).length === 0) return [];
  const must = 'be a host name (lower case labels joined by dots, at most 253 characters; the first may be "*")';
  return [{ prop, must, got, remedy: 'write it like "shop.example.com" or "*.example.com"' }];
}

/**
 * Checks an address that requests are sent to.
 *
 * @param prop the prop that holds it, for the message.
 * @param got the address.
 * @param example one that is right, for the message.
 */
export function checkUrl(prop: string, got: string, example: string): Problem[] {
  if (/^https?:\/\/[^\s/]\S*$/.test(got)) return [];
  return [{ prop, must: 'be an http:// or https:// URL', got, remedy: `for example ${JSON.stringify(example)}` }];
}
