import { valueText } from './problem';

const COMMENTS = Symbol.for('cdk8s-progressive-delivery.yaml-comments');

interface Commented {
  [COMMENTS]?: Map<string, string>;
}

/**
 * Asks for a YAML comment behind one value of an object, for tools that read comments, such as Flux's image-policy
 * markers.
 *
 * @param apiObject the object that is synthesized.
 * @param pointer the value's JSON pointer within that object: `/spec/template/spec/containers/0/image`.
 * @param text the comment, one line, without the `#`.
 * @throws when another comment was asked for at the same value.
 */
export function addYamlComment(apiObject: object, pointer: string, text: string): void {
  const commented = apiObject as Commented;
  commented[COMMENTS] ??= new Map();
  const before = commented[COMMENTS].get(pointer);
  if (before !== undefined && before !== text) {
    throw new Error(`comment at ${pointer} must be one, got ${valueText(text)} beside ${valueText(before)}; join them`);
  }
  commented[COMMENTS].set(pointer, text);
}

/** The comments asked for on this object, by JSON pointer; nothing when there are none. */
export function yamlCommentsOf(apiObject: object): ReadonlyMap<string, string> | undefined {
  return (apiObject as Commented)[COMMENTS];
}
