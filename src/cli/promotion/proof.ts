import { problemText } from '../../model/problem';
import { readRelease, type ReadRelease } from '../../releases/read-release';
import { readText } from '../../releases/read-text';
import type { PromoteArguments } from '../promote-arguments';
import type { Candidate } from './candidates';
import { notInManifests, workloadOf } from './has-run';
import { everHad } from './history';
import type { Source } from './source';
import { notPromoted, type Status } from './status';
import { isSame, versionOf, versionText } from './version';

/** Finds what speaks against it that an environment has run the versions of its apps. */
export class Proof {
  private readonly here: ReadRelease | undefined;

  /** @param status what Flagger says there. @default - only Git is asked */
  constructor(
    private readonly asked: PromoteArguments,
    private readonly source: Source,
    private readonly status?: Status,
  ) {
    const { text } = readText(asked.fromFile);
    this.here = text === undefined ? undefined : readRelease(text);
  }

  /** Why an app's version must not be promoted, a message each. */
  problems(candidate: Candidate): string[] {
    const { app, path, version } = candidate;
    const workload = workloadOf(this.source, app);
    const judged = this.status !== undefined && workload?.rollout !== undefined;
    return [
      ...this.onlyHere(candidate),
      ...notInManifests(this.source, path, app, version),
      ...(judged ? notPromoted(this.status, path, workload) : []),
    ];
  }

  /** What a status cannot say of an app, a line each. */
  notes({ app, path }: Candidate): string[] {
    if (this.status === undefined || workloadOf(this.source, app)?.rollout !== undefined) return [];
    return [`${path} has no Canary in ${this.asked.from}: the status does not say how it went`];
  }

  /** An edit of this folder that no branch has: whoever made it means that version, and the environment has not run it. */
  private onlyHere({ app, path, version }: Candidate): string[] {
    const { workspace, fields, from, fromFile } = this.asked;
    if (this.here === undefined) return [];
    const here = versionOf(this.here, workspace, app, fields);
    const { at, tip } = this.source;
    if (isSame(here, version) || everHad(tip, { file: fromFile, workspace, app }, here)) return [];
    const got = `${versionText(here)}, which is in ${fromFile} here alone`;
    return [
      `${path} must have a version that ${from} has run, got ${got}; merge it first, or undo it: ${at} has ${versionText(version)}`,
    ];
  }
}

/** A tag is never taken away: what would run then is in the code, which nobody has looked at. */
export function withoutTag(
  { path, version }: Candidate,
  source: Source,
  target: ReadRelease,
  asked: PromoteArguments,
): string[] {
  const [workspace = '', app = ''] = path.split('.');
  const has = target.workspaces.get(workspace)?.apps.get(app)?.values['tag'];
  if (!version.has('tag') || version.get('tag') !== undefined || has === undefined) return [];
  const prop = `${path}.tag in ${asked.fromFile} on ${source.at}`;
  const remedy = `write it there, or name the fields to promote: cpd promote ${workspace}/${app} color`;
  return [problemText({ prop, must: 'be given', got: undefined, remedy })];
}
