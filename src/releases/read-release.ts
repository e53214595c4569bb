import { checkLabelName } from '../model/name';
import { problemText } from '../model/problem';
import type { CheckedMap } from './checked-value';
import { checkSkipAnalysis } from './check-skip-analysis';
import { checkFields } from './check-value';
import { APP_RULE } from './fields';
import { type ImageMarker, readMarkers } from './image-marker';
import { type Located, type LocatedEntry, sourceText } from './located';
import { parseLocated } from './parse-located';
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
  /** The image policies that its tags follow. */
  readonly markers: readonly ImageMarker[];
  readonly problems: readonly ReleaseProblem[];
}

/** Reads and checks the text of a release file. Never throws. */
export function readRelease(text: string): ReadRelease {
  const problems: ReleaseProblem[] = [];
  const report: Report = (at, problem) => problems.push({ at, text: problem });
  const body = text.replace(/^\uFEFF/, '');
  const root = parseLocated(body, report);
  if (root === undefined) return { workspaces: new Map(), markers: [], problems: inOrder(problems) };
  const workspaces = new Map<string, ReadWorkspace>();
  for (const entry of children(root, '', report)) {
    const apps = new Map<string, ReadApp>();
    for (const child of children(entry.value, entry.key, report)) {
      const { values } = checkApp(child, `${entry.key}.${child.key}`, report);
      apps.set(child.key, { at: child.at, values, node: child.value });
    }
    workspaces.set(entry.key, { at: entry.at, apps });
  }
  const markers = readMarkers(body, root, report);
  return { workspaces, markers, problems: inOrder(problems) };
}

function checkApp(entry: LocatedEntry, path: string, report: Report): { readonly values: CheckedMap } {
  if (isNothing(entry.value)) return { values: Object.freeze({}) };
  const { values } = checkFields(entry.value, APP_RULE, path, report);
  checkSkipAnalysis(entry.value, values, path, report);
  return { values };
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
