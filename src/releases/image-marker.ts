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
  return commentsIn(text).flatMap((comment) => {
    if (!MEANT.test(comment.text)) return [];
    const { at, before } = placeOf(text, comment.offset);
    // Prose, and lines that somebody has commented out.
    if (before.trim() === '' && !MARKER.test(comment.text)) return [];
    const setter = setterOf(comment.text);
    const owner = TAG_LINE.test(before) ? appAt(root, at.line) : undefined;
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

function placeOf(text: string, offset: number): { readonly at: Position; readonly before: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return { at: { line: text.slice(0, start).split('\n').length, column: offset - start + 1 }, before: text.slice(start, offset) };
}

/** The app whose tag is on a line. */
function appAt(root: Located, line: number): { readonly workspace: string; readonly app: string } | undefined {
  for (const [workspace, { value: apps }] of entriesOf(root)) {
    for (const [app, { value: fields }] of entriesOf(apps)) {
      if (entriesOf(fields).some(([field, { at }]) => field === 'tag' && at.line === line)) return { workspace, app };
    }
  }
  return undefined;
}

function entriesOf(node: Located) {
  return node.kind === 'map' ? [...node.entries] : [];
}
