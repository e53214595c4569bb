import { isIP } from 'node:net';

/** Whether a text is an IPv4 or IPv6 address and the length of a prefix: `203.0.113.0/24`. */
export function isCidr(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  const longest = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && /^[0-9]{1,3}$/.test(length) && Number(length) <= longest;
}
