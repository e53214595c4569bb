import type { ReleaseEdit } from '../../releases/edit-release';
import type { ReadRelease } from '../../releases/read-release';
import type { ReleaseProblem } from '../../releases/release-problem';
import { applyEdits, type FieldOutcome, isNew } from '../release-edits';
import type { Candidate } from './candidates';
import { isSame, SKIP_ANALYSIS, versionOf } from './version';

/** What became of one app of the release file. */
export interface PromotedApp {
  readonly app: string;
  /** Whether the file did not have it before. */
  readonly newApp: boolean;
  readonly fields: readonly FieldOutcome[];
}

/** Writes versions into the text of a release file. */
export function promoteInto(
  text: string,
  target: ReadRelease,
  workspace: string,
  versions: readonly Candidate[],
): { readonly text: string; readonly apps: readonly PromotedApp[] } | { readonly problems: readonly ReleaseProblem[] } {
  const apps: PromotedApp[] = [];
  let edited = text;
  for (const candidate of versions) {
    const result = applyEdits(edited, editsOf(target, workspace, candidate));
    if ('problems' in result) return result;
    const newApp = isNew({ workspace, app: candidate.app }, edited, result.text);
    apps.push({ app: `${workspace}/${candidate.app}`, newApp, fields: result.fields });
    edited = result.text;
  }
  return { text: edited, apps };
}

/** Why Flux would not leave the promoted tag alone. */
export function followsPolicy(target: ReadRelease, workspace: string, candidate: Candidate, file: string): string[] {
  const { app, path, version } = candidate;
  const tag = version.get('tag');
  const marker = target.markers.find((one) => one.workspace === workspace && one.app === app && !one.held);
  if (marker === undefined || tag === undefined) return [];
  if (versionOf(target, workspace, app, ['tag']).get('tag') === tag) return [];
  return [
    `${path}.tag in ${file} must not follow an image policy to be promoted, got the marker of ${marker.policy}; Flux would write its own tag over it: remove the marker, or hold it with "cpd set --hold"`,
  ];
}

/** The edits that give an app the version of another environment. */
function editsOf(target: ReadRelease, workspace: string, { app, version }: Candidate): ReleaseEdit[] {
  const has = versionOf(target, workspace, app, [...version.keys()]);
  const edits = [...version]
    .filter(([field, value]) => value !== undefined || has.get(field) !== undefined)
    .map(([field, value]): ReleaseEdit => ({ path: [workspace, app, ...field.split('.')], value }));
  const skipped = versionOf(target, workspace, app, [SKIP_ANALYSIS]).get(SKIP_ANALYSIS);
  // What let the version before by lets no other one by.
  const undo =
    skipped !== undefined && !isSame(has, version) ? [{ path: [workspace, app, ...SKIP_ANALYSIS.split('.')] }] : [];
  return [...edits, ...undo];
}
