import { isCollection, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';

/** A pair of a parsed map: its key has a place. */
export type PlacedPair = Pair<Node, Node | null>;

/** The pairs of a map. */
export function pairsOf(map: YAMLMap): readonly PlacedPair[] {
  return map.items as PlacedPair[];
}

/** The pair with this key, if the map has it. */
export function pairOf(map: YAMLMap, key: string): PlacedPair | undefined {
  return pairsOf(map).find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Where a node starts. */
export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Where a node ends, without what is between it and the end of its line. */
export function endOf(node: Node, text: string): number {
  if (isCollection(node) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    if (isMap(node)) return endOfPair(last as PlacedPair, text);
    return endOf(last as Node, text);
  }
  return node.range?.[1] ?? 0;
}

/** Where a pair ends: after its value, or after its colon when it has none. */
export function endOfPair(pair: PlacedPair, text: string): number {
  const value = writtenValue(pair);
  return value ? endOf(value, text) : afterColon(pair, text);
}

/** What is written as the pair's value; nothing when nothing is. */
export function writtenValue(pair: PlacedPair): Node | undefined {
  const { value } = pair;
  return value === null || (isScalar(value) && value.source === '' && value.type === 'PLAIN') ? undefined : value;
}

/** Where the colon of a pair ends. */
export function afterColon(pair: PlacedPair, text: string): number {
  return text.indexOf(':', pair.key.range?.[1] ?? 0) + 1;
}

/** Where the line that holds this place starts. */
export function lineStart(text: string, place: number): number {
  return text.lastIndexOf('\n', place - 1) + 1;
}

/** Where the line after the one that holds this place starts; the end of the text when there is none. */
export function nextLine(text: string, place: number): number {
  if (place > 0 && text[place - 1] === '\n') return place;
  const end = text.indexOf('\n', place);
  return end === -1 ? text.length : end + 1;
}

/** The blanks before a node on its line. */
export function indentOf(node: Node, text: string): string {
  return text.slice(lineStart(text, startOf(node)), startOf(node));
}

/** A text with one stretch replaced. */
export function splice(text: string, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}

/** A text with whole lines put in before a place that starts a line, or after a last line that has no end. */
export function insertLines(text: string, place: number, lines: readonly string[]): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const ended = place === 0 || text[place - 1] === '\n';
  return splice(text, place, place, ended ? lines.map((line) => line + eol).join('') : lines.map((line) => eol + line).join(''));
}
