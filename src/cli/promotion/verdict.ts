import type { ReadRelease } from '../../releases/read-release';
import { renderValue } from '../../releases/render-value';
import type { EnvironmentPair } from '../promote-arguments';
import { notInManifests } from './has-run';
import { everHad, hadAndLeft } from './history';
import type { Source } from './source';
import { isSame, SKIP_ANALYSIS, VERSION_FIELDS, versionOf, versionText } from './version';

/** What there is to compare the versions of a workspace with. */
export interface Grounds extends EnvironmentPair {
  readonly workspace: string;
  /** What the other environment runs. */
  readonly source: Source;
  /** The commit that this one runs. */
  readonly base: { readonly at: string; readonly commit: string };
}

/** Why a version of an app may go to an environment, or what speaks against it. */
export interface Verdict {
  readonly app: string;
  readonly version: string;
  /** @default - it may not */
  readonly because?: string;
  readonly problems: readonly string[];
}

/** Judges a version that an environment is to get. */
export function judgeVersion(release: ReadRelease, app: string, grounds: Grounds): Verdict {
  const { workspace, source, base, from, fromFile, to, toFile } = grounds;
  const version = versionOf(release, workspace, app, VERSION_FIELDS);
  const ran = versionOf(source.release, workspace, app, VERSION_FIELDS);
  const named = { app: `${workspace}/${app}`, version: versionText(version) };
  const path = `${workspace}.${app}`;
  const skip = skipProblems(release, app, grounds);
  if (skip.length > 0) return { ...named, problems: skip };
  if (everHad(base.commit, { file: toFile, workspace, app }, version))
    return { ...named, because: `${to} had it before`, problems: [] };
  if (!isSame(version, ran)) {
    const got = `${versionText(version)}; ${from} has ${versionText(ran)} in ${fromFile} on ${source.at}: promote that`;
    return { ...named, problems: [`${path} must have a version that ${from} runs or ${to} had before, got ${got}`] };
  }
  const problems = notInManifests(source, path, app, version);
  return problems.length > 0
    ? { ...named, problems }
    : { ...named, because: `${from} runs it on ${source.at}`, problems };
}

/** Only what went before another version may come back without analysis: not one that is being analysed right now. */
function skipProblems(release: ReadRelease, app: string, { workspace, to, toFile, base }: Grounds): string[] {
  const skipped = versionOf(release, workspace, app, [SKIP_ANALYSIS]).get(SKIP_ANALYSIS);
  const tag = new Map([['tag', skipped]]);
  if (skipped === undefined || hadAndLeft(base.commit, { file: toFile, workspace, app }, tag)) return [];
  const got = `${renderValue(skipped)}, which is new; remove it, and let the version be analysed`;
  return [`${workspace}.${app}.${SKIP_ANALYSIS} must be a tag that ${to} had before another one, got ${got}`];
}
