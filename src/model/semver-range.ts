import type { Problem } from './problem';

const PART = String.raw`(?:[0-9]+|[xX*])`;
const VERSION = String.raw`v?${PART}(?:\.${PART}){0,2}(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?`;
const COMPARISON = String.raw`(?:!=|>=|=>|<=|=<|~>|[=<>~^])?\s*${VERSION}`;
const SPAN = new RegExp(String.raw`(^|\s|,|\|\|)${VERSION}\s+-\s+${VERSION}(?=$|\s|,|\|\|)`, 'g');
const ALL_OF = new RegExp(String.raw`^\s*${COMPARISON}(?:(?:\s*,\s*|\s+)${COMPARISON})*\s*$`);

/**
 * Checks a range of semantic versions, as the library reads them that Flux uses: `6.9.x`, `>=6.9.0 <7.0.0`, `^6.9 || ~7.1`.
 *
 * @param prop the prop that holds it.
 * @param got the range.
 */
export function checkSemverRange(prop: string, got: string): Problem[] {
  if (
    got
      .replaceAll(SPAN, '$1>=0')
      .split('||')
      .every((part) => ALL_OF.test(part))
  )
    return [];
  const remedy = 'write it like "6.9.x", ">=6.9.0 <7.0.0" or "^6.9 || ~7.1"';
  return [{ prop, must: 'be a range of semantic versions', got, remedy }];
}
