import type { CheckedMap } from './checked-value';
import { type Located, nearestPlace } from './located';
import type { Report } from './release-problem';

/**
 * Checks that what skips the analysis is the version that it was written for. Whoever writes the next tag, a person or
 * Flux, must take it away, so it outlives no version.
 *
 * @param node the app's map.
 * @param values its fields that are right.
 * @param path what messages call it: `shop.backend`.
 */
export function checkSkipAnalysis(node: Located, values: CheckedMap, path: string, report: Report): void {
  const { tag, canary } = values;
  const skipped = isMap(canary) ? canary['skipAnalysis'] : undefined;
  if (skipped === undefined || skipped === tag) return;
  const given = node.kind === 'map' && node.entries.has('tag');
  // A wrong tag is reported already.
  if (given && tag === undefined) return;
  const at = nearestPlace(node, ['canary', 'skipAnalysis'], node.at);
  const got = given ? `${text(skipped)} beside tag ${text(tag)}` : `${text(skipped)} without a tag`;
  const remedy = given ? 'remove it: any other version is analysed' : 'write the tag beside it, or remove it';
  report(at, `${path}.canary.skipAnalysis must be the tag of the app, got ${got}; ${remedy}`);
}

function isMap(value: CheckedMap[string] | undefined): value is CheckedMap {
  return typeof value === 'object' && !Array.isArray(value);
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
