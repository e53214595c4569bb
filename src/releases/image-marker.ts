import { type Comment, commentsIn } from './comments';
import type { Located } from './located';
import type { Position, Report } from './release-problem';

/**
 * The comment behind a tag by which Flux knows which image policy it follows:
 * `tag: 6.9.4 # {"$imagepolicy": "<namespace>:<policy>:tag"}`. Flux reads a comment that is nothing but this JSON, so one
 * that begins with `held` keeps the marker and is left alone.
 */
export interface ImageMarker {
  readonly at: Position;
  readonly workspace: string;
  readonly app: string;
  /** Namespace of the ImagePolicy. */
  readonly namespace: string;
  /** Its name. */
  readonly policy: string;
  /** Whether Flux leaves the tag alone. */
  readonly held: boolean;
  /** The whole comment. */
  readonly comment: Comment;
}

/** The word that keeps Flux from reading a marker. */
const HELD = 'held';
const MEANT = /\$image[-_]?policy/i;
const MARKER = /^#[ \t]*(held[ \t]+)?(\{.*\})[ \t]*$/;
const SETTER = /^([^:]+):([^:]+):tag$/;
/** What stands behind the indentation of a block's line, up to the comment: a tag, and nothing else. */
const TAG_LINE = /^[ ]*(?:"tag"|'tag'|tag):[ ]+(?:"[^"]*"|'[^']*'|[^\s"'[\]{},&*#]+)[ \t]+$/;

/**
 * Finds the markers of a release file. Reports those that Flux would not read, or would write something else than a tag by:
 * no error of Flux's says so, the tag just stays.
 *
 * @param text the file, without a byte order mark.
 * @param root its values.
 */
export function readMarkers(text: string, root: Located, report: Report): ImageMarker[] {
  const comments = commentsIn(text).filter((comment) => MEANT.test(comment.text));
  if (comments.length === 0) return [];
  const owners = tagsByLine(root);
  const place = placesIn(text);
  return comments.flatMap((comment) => {
    const { at, before } = place(comment.offset);
    // Prose, and lines that somebody has commented out.
    if (before.trim() === '' && !MARKER.test(comment.text)) return [];
    const setter = setterOf(comment.text);
    const owner = TAG_LINE.test(before) ? owners.get(at.line) : undefined;
    if (owner === undefined) {
      report(at, `an image policy marker must stand behind the tag of an app, on its line, got it elsewhere; write it like tag: 6.9.4 ${EXAMPLE}, in a block of its own lines`);
      return [];
    }
    const path = `${owner.workspace}.${owner.app}.tag`;
    if (setter === undefined) {
      report(at, `the marker of ${path} must be ${EXAMPLE}, got ${comment.text.trimEnd()}; a tag takes the policy's tag, and Flux reads nothing else`);
      return [];
    }
    return [{ at, ...owner, ...setter, comment }];
  });
}

const EXAMPLE = '# {"$imagepolicy": "<namespace>:<policy>:tag"}';

/** A marker's comment, held or not. */
export function markerText(marker: ImageMarker, held: boolean): string {
  const setter = JSON.stringify(`${marker.namespace}:${marker.policy}:tag`);
  return `# ${held ? `${HELD} ` : ''}{"$imagepolicy": ${setter}}`;
}

function setterOf(comment: string): Pick<ImageMarker, 'namespace' | 'policy' | 'held'> | undefined {
  const [, held, json = ''] = MARKER.exec(comment) ?? [];
  const setter = SETTER.exec(soleValue(json) ?? '');
  const [, namespace, policy] = setter ?? [];
  if (namespace === undefined || policy === undefined) return undefined;
  return { namespace, policy, held: held !== undefined };
}

function soleValue(json: string): string | undefined {
  try {
    const entries = Object.entries(JSON.parse(json) as object);
    const [[key, value] = []] = entries;
    return entries.length === 1 && key === '$imagepolicy' && typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Gives the place of an offset, and what is before it on its line. Offsets are asked for in their order. */
function placesIn(text: string): (offset: number) => { readonly at: Position; readonly before: string } {
  let [line, start] = [1, 0];
  return (offset) => {
    for (let end = text.indexOf('\n', start); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
      line += 1;
      start = end + 1;
    }
    return { at: { line, column: offset - start + 1 }, before: text.slice(start, offset) };
  };
}

/** The apps that have a tag, by its line. */
function tagsByLine(root: Located): Map<number, { readonly workspace: string; readonly app: string }> {
  const found = new Map<number, { readonly workspace: string; readonly app: string }>();
  for (const [workspace, { value: apps }] of entriesOf(root)) {
    for (const [app, { value: fields }] of entriesOf(apps)) {
      const tag = entriesOf(fields).find(([field]) => field === 'tag');
      if (tag !== undefined) found.set(tag[1].at.line, { workspace, app });
    }
  }
  return found;
}

function entriesOf(node: Located) {
  return node.kind === 'map' ? [...node.entries] : [];
}
