import { valueText } from '../model/problem';
import { readRelease, type ReadRelease } from '../releases/read-release';
import { readText } from '../releases/read-text';
import { located } from '../releases/release-problem';
import type { Command } from './command';
import type { CommandLine } from './command-line';
import { folderWords } from './folder-words';
import { otherEnvironments } from './other-environments';
import type { Outcome } from './outcome';
import { type EnvironmentPair, environmentPair } from './promote-arguments';
import { DEFAULT_COMMIT, Followed } from './promotion/followed';
import { git } from './promotion/git';
import { readSource } from './promotion/source';
import { type Grounds, judgeVersion, type Verdict } from './promotion/verdict';
import { isSame, SKIP_ANALYSIS, VERSION_FIELDS, versionOf } from './promotion/version';
import { RELEASES } from './set-arguments';
import { environmentWords } from './set-words';
import { EXIT } from './terminal';
import { UsageError } from './usage-error';

/** `cpd verify`: what `cpd promote` refuses, for files that something else has edited. */
export const verify: Command = {
  name: 'verify',
  summary: 'check that the versions which an environment is to get have run',
  usage: '--from NAME --to NAME [--base REVISION] [--at REVISION] [--dir FOLDER]',
  about: `Compares a release file with the branch that its environment follows, and checks every version
that is new in it: another environment must run it, or this one must have had it before, as after a
revert. What skips its analysis must have been here before another version. It is meant for pull
requests, where it finds what was edited by hand or came along with a merge. It reads Git, as cpd
promote does, and writes nothing.`,
  options: {
    from: { value: 'NAME', about: 'the environment that must have run it', words: environmentWords },
    to: { value: 'NAME', about: 'the environment to check: the file is FOLDER/NAME.yaml', words: environmentWords },
    base: {
      value: 'REVISION',
      about: `the commit that --to runs (default: ${DEFAULT_COMMIT})`,
    },
    at: { value: 'REVISION', about: 'the commit that --from runs (default: likewise)' },
    dir: {
      value: 'FOLDER',
      about: `where the release files are (default: ${RELEASES})`,
      words: (_, typed) => folderWords(typed),
    },
  },
  examples: ['cpd verify --from dev --to prod', 'cpd verify --from dev --to prod --at origin/dev --base origin/main'],
  exits: { ok: 'every version has run, or none is new', findings: 'a version has not run, or a file is wrong' },
  run: (line) => verifyVersions(verifyArguments(line)),
};

interface VerifyArguments extends EnvironmentPair {
  readonly at?: string;
  readonly base?: string;
}

function verifyArguments(line: CommandLine): VerifyArguments {
  const [extra] = line.operands;
  if (extra !== undefined)
    throw new UsageError(`what is verified must be a whole release file, got ${valueText(extra)}; leave it out`);
  const [at, base] = [line.value('at'), line.value('base')];
  return {
    ...environmentPair(line, 'for example "cpd verify --from dev --to prod"'),
    ...(at !== undefined && { at }),
    ...(base !== undefined && { base }),
  };
}

function verifyVersions(asked: VerifyArguments): Outcome {
  const { toFile } = asked;
  const { text, problem } = readText(toFile);
  if (text === undefined) {
    const problems = [`${toFile} ${problem}${otherEnvironments(toFile)}`];
    return { exitCode: EXIT.unusable, problems, data: { file: toFile } };
  }
  const release = readRelease(text);
  if (release.problems.length > 0) return outcome(asked, [], located(toFile, release.problems));
  const followed = new Followed();
  const before = new Map<string, ReadRelease>();
  const verdicts = [...release.workspaces.keys()].map((workspace) => {
    const base = followed.commit(asked.to, workspace, 'base', asked.base);
    const had = before.get(base.commit) ?? readRelease(git.text(base.commit, toFile) ?? '');
    before.set(base.commit, had);
    const apps = changedApps(workspace, had, release);
    if (apps.length === 0) return { verdicts: [], problems: [] };
    const grounds = { ...asked, workspace, base, source: readSource({ ...asked, workspace }, followed) };
    return judgeApps(release, apps, grounds);
  });
  return outcome(
    asked,
    verdicts.flatMap((one) => one.verdicts),
    // What is wrong with the whole file is wrong for each of its workspaces.
    [...new Set(verdicts.flatMap((one) => one.problems))],
  );
}

interface Judged {
  readonly verdicts: readonly Verdict[];
  readonly problems: readonly string[];
}

/** The apps of a workspace that have another version than before, or skip another one's analysis. */
function changedApps(workspace: string, before: ReadRelease, after: ReadRelease): string[] {
  const of = (release: ReadRelease, app: string) =>
    versionOf(release, workspace, app, [...VERSION_FIELDS, SKIP_ANALYSIS]);
  const apps = [...(after.workspaces.get(workspace)?.apps.keys() ?? [])];
  return apps.filter((app) => !isSame(of(before, app), of(after, app)));
}

function judgeApps(release: ReadRelease, apps: readonly string[], grounds: Grounds): Judged {
  if (grounds.source.problems.length > 0) return { verdicts: [], problems: grounds.source.problems };
  const verdicts = apps.map((app) => judgeVersion(release, app, grounds));
  return { verdicts, problems: verdicts.flatMap(({ problems }) => problems) };
}

function outcome({ toFile }: VerifyArguments, verdicts: readonly Verdict[], problems: readonly string[]): Outcome {
  const good = verdicts.filter(({ problems: found }) => found.length === 0);
  const lines = good.map(({ app, version, because }) => `${app.replace('/', '.')} has ${version}: ${because ?? ''}`);
  const nothing = verdicts.length === 0 && problems.length === 0 ? ['has no version that is new'] : [];
  return {
    exitCode: problems.length > 0 ? EXIT.findings : EXIT.ok,
    text: [...lines.map((line) => `${toFile}: ${line}`), ...nothing.map((line) => `${toFile} ${line}`)],
    problems,
    data: { file: toFile, apps: verdicts.map(({ app, version, because }) => ({ app, version, because })) },
  };
}
