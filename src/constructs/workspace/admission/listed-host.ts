import { celPattern, HOST } from './host-pattern';

const NAME = `^(\\*\\.)?${HOST}$`;

/** Whether a text is a host, or `*.` before one for all hosts below it. */
export function isHostEntry(text: string): boolean {
  return new RegExp(NAME).test(text);
}

/** Whether a host is an entry, or below one that begins with `*.`. */
export function isListedHost(host: string, entries: readonly string[]): boolean {
  if (!isHostEntry(host)) return false;
  return entries.some((entry) => host === entry || (entry.startsWith('*.') && host.endsWith(entry.slice(1))));
}

/** The same in the Common Expression Language, of an expression for the host and one for the list. */
export function hostIsListed(host: string, entries: string): string {
  const matches = `${host} == entry || (entry.startsWith('*.') && ${host}.endsWith(entry.substring(1)))`;
  return `(${host}.matches(${celPattern(NAME)}) && ${entries}.exists(entry, ${matches}))`;
}
