/** A DNS name in lower case, of one label or more. Only what both JavaScript and RE2 read alike. */
export const HOST = '[a-z0-9-]+(\\.[a-z0-9-]+)*';

/** A port behind a host. */
export const PORT = '(:[0-9]{1,5})?';

/** A regular expression as CEL writes it down. */
export function celPattern(pattern: string): string {
  return `r'${pattern}'`;
}
