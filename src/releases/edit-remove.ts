import { isMap, type YAMLMap } from 'yaml';
import * as place from './edit-places';
import { parseRelease } from './parse-release';

/** Workspace, app and field: a map below these goes when its last field does. */
const FIELD_LEVEL = 3;

/** Removes the value at a path of keys from a YAML text; what is not there stays not there. */
export function removeIn(text: string, path: readonly string[]): string {
  let map: unknown = parseRelease(text).document.contents;
  for (const key of path.slice(0, -1)) map = isMap(map) ? place.pairOf(map, key)?.value : undefined;
  if (!isMap(map)) return text;
  const pair = place.pairOf(map, path.at(-1) ?? '');
  if (!pair) return text;
  if (map.items.length === 1 && path.length > FIELD_LEVEL) return removeIn(text, path.slice(0, -1));
  return map.flow === true ? removeFromFlow(text, map, pair) : removeLines(text, pair);
}

function removeLines(text: string, pair: place.PlacedPair): string {
  const from = place.lineStart(text, place.startOf(pair.key));
  return place.splice(text, from, place.nextLine(text, place.endOfPair(pair, text)), '');
}

function removeFromFlow(text: string, map: YAMLMap, pair: place.PlacedPair): string {
  const pairs = place.pairsOf(map);
  const index = pairs.indexOf(pair);
  const [before, after] = [pairs[index - 1], pairs[index + 1]];
  if (before) return place.splice(text, place.endOfPair(before, text), place.endOfPair(pair, text), '');
  if (after) return place.splice(text, place.startOf(pair.key), place.startOf(after.key), '');
  return place.splice(text, place.startOf(map), place.endOf(map, text), '{}');
}
