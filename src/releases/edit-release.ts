import { isDeepStrictEqual } from 'node:util';
import type { CheckedValue } from './checked-value';
import { commentsIn } from './comments';
import { removeIn } from './edit-remove';
import { setIn } from './edit-set';
import { type Located, nearestPlace, plainTree } from './located';
import { parseLocated } from './parse-located';
import { inOrder, type Position, type ReleaseProblem } from './release-problem';

/** One change to a release file. */
export interface ReleaseEdit {
  /** Workspace, app and field: `['shop', 'backend', 'canary', 'stepWeight']`. */
  readonly path: readonly string[];
  /** The new value; nothing to remove the field. */
  readonly value?: CheckedValue;
}

/** A text after an edit, or why the edit cannot be made in it. */
export type EditResult =
  | { readonly text: string; readonly lostComments: readonly string[] }
  | { readonly problems: readonly ReleaseProblem[] };

/**
 * Edits the text of a release file and leaves every line alone that need not change, with its comments.
 *
 * The text is edited in place, and the result is then read back: it must say what the old text said, but for the edit,
 * and must have lost no comment other than the removed field's own. What cannot be edited that way is refused.
 */
export function editRelease(text: string, edit: ReleaseEdit): EditResult {
  const { path, value } = edit;
  const before = parse(text);
  if (before.root === undefined || before.problems.length > 0) return { problems: inOrder(before.problems) };
  const edited = value === undefined ? removeIn(text, path) : setIn(text, path, value);
  if (edited === text) return { text, lostComments: [] };
  const after = parse(edited);
  const at = nearestPlace(before.root, path, before.root.at);
  const wanted = expected(tree(plainTree(before.root)), path, value);
  const right = after.root && after.problems.length === 0 && isDeepStrictEqual(tree(plainTree(after.root)), wanted);
  if (right !== true) return byHand(at, path, 'a layout that no edit here keeps');
  const lostComments = missing(comments(text), comments(edited));
  if (value !== undefined && lostComments.length > 0) return byHand(at, path, 'comments within the value');
  return { text: edited, lostComments };
}

function parse(text: string): { readonly root: Located | undefined; readonly problems: readonly ReleaseProblem[] } {
  const problems: ReleaseProblem[] = [];
  const root = parseLocated(text, (at, problem) => problems.push({ at, text: problem }));
  return { root, problems };
}

function byHand(at: Position, path: readonly string[], got: string): EditResult {
  return { problems: [{ at, text: `${path.join('.')} must be edited by hand, got ${got}; change it in an editor` }] };
}

/** A file's values, where a workspace or an app that says nothing is an empty map, however that is written. */
function tree(value: unknown, level = 0): unknown {
  if (level <= 2 && value === null) return {};
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, tree(child, level + 1)]));
}

function expected(node: unknown, path: readonly string[], value: CheckedValue | undefined, level = 0): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  // A wrong workspace or app is not an edit's to replace; a field that holds one number may become a map.
  if (level <= 2 && node !== undefined && !isMapping(node)) return node;
  const fields: Record<string, unknown> = isMapping(node) ? { ...node } : {};
  const child = expected(fields[key], rest, value, level + 1);
  // A map below an app goes with its last field.
  const gone = child === undefined || (value === undefined && level >= 2 && isDeepStrictEqual(child, {}));
  if (!gone) return { ...fields, [key]: child };
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function comments(text: string): string[] {
  return commentsIn(text).map((comment) => comment.text);
}

function missing(before: readonly string[], after: readonly string[]): string[] {
  const left = [...after];
  return before.filter((comment) => {
    const at = left.indexOf(comment);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
