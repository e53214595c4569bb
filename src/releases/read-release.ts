import { LineCounter, type ErrorCode, parseDocument } from 'yaml';
import { checkLabelName } from '../model/name';
import { problemText } from '../model/problem';
import type { CheckedMap } from './checked-value';
import { checkFields } from './check-value';
import { APP_RULE } from './fields';
import { locate, type Located, type LocatedEntry, sourceText } from './located';
import { inOrder, type Position, type ReleaseProblem, type Report } from './release-problem';

/** One app of a release file: what it says, checked, and where it says it. */
export interface ReadApp {
  readonly at: Position;
  /** The fields that are right. */
  readonly values: CheckedMap;
  /** The app's map, for places; whatever the file has there. */
  readonly node: Located;
}

/** One workspace of a release file. */
export interface ReadWorkspace {
  readonly at: Position;
  readonly apps: ReadonlyMap<string, ReadApp>;
}

/** A release file as read: everything that is right in it, and everything that is wrong, in the order of the file. */
export interface ReadRelease {
  readonly workspaces: ReadonlyMap<string, ReadWorkspace>;
  readonly problems: readonly ReleaseProblem[];
}

/** The options that release files are parsed with: YAML 1.2 whatever a directive says, so that `yes` is text. */
export const YAML_OPTIONS = { schema: 'core', resolveKnownTags: false, merge: false, uniqueKeys: false, prettyErrors: false } as const;

/** Reads and checks the text of a release file. Never throws. */
export function readRelease(text: string): ReadRelease {
  const problems: ReleaseProblem[] = [];
  const report: Report = (at, problem) => problems.push({ at, text: problem });
  const root = parse(text, report);
  if (root === undefined) return { workspaces: new Map(), problems: inOrder(problems) };
  const workspaces = new Map<string, ReadWorkspace>();
  for (const entry of children(root, '', report)) {
    const apps = new Map<string, ReadApp>();
    for (const child of children(entry.value, entry.key, report)) {
      const { values } = checkApp(child, `${entry.key}.${child.key}`, report);
      apps.set(child.key, { at: child.at, values, node: child.value });
    }
    workspaces.set(entry.key, { at: entry.at, apps });
  }
  return { workspaces, problems: inOrder(problems) };
}

function checkApp(entry: LocatedEntry, path: string, report: Report): { readonly values: CheckedMap } {
  return isNothing(entry.value) ? { values: Object.freeze({}) } : checkFields(entry.value, APP_RULE, path, report);
}

/** The entries of the root or of a workspace, whose keys are names. Nothing at all is a map without entries. */
function children(node: Located, path: string, report: Report): LocatedEntry[] {
  if (isNothing(node)) return [];
  if (node.kind !== 'map') {
    const must = path === '' ? 'the file must be a map of workspaces' : `${path} must be a map of apps`;
    report(node.at, `${must}, got ${sourceText(node)}; write it like ${path === '' ? '"shop: { backend: { tag: 6.9.4 } }"' : '"backend: { tag: 6.9.4 }"'}`);
    return [];
  }
  const entries = [...node.entries.values()];
  for (const entry of entries) {
    const prop = path === '' ? 'a workspace name' : `an app name of ${path}`;
    for (const problem of checkLabelName(prop, entry.key)) report(entry.at, problemText(problem));
  }
  return entries;
}

function isNothing(node: Located): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** Parses YAML; nothing when it is not well formed, since every further message would be a guess. */
function parse(text: string, report: Report): Located | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { ...YAML_OPTIONS, lineCounter: lines });
  const reported = new Set<number>();
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    const { line, col } = lines.linePos(pos[0]);
    // One slip can upset the parser many times on the same line; the first message is the useful one.
    if (reported.has(line)) continue;
    reported.add(line);
    report({ line, column: col }, syntaxText(code, message));
  }
  return reported.size > 0 ? undefined : locate(document, lines, report);
}

function syntaxText(code: ErrorCode, message: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'the file must be indented with spaces, got a tab; replace it with spaces';
    case 'MULTIPLE_DOCS':
      return 'the file must hold one YAML document, got another one after "---"; put it in a file of its own';
    case 'TAG_RESOLVE_FAILED':
      return `the file must use plain YAML values, got an unknown tag (${message}); remove it`;
    default:
      return `the file must be well-formed YAML, got "${message}"; mend it here or just before`;
  }
}
