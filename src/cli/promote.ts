import { readRelease } from '../releases/read-release';
import { readText } from '../releases/read-text';
import { located } from '../releases/release-problem';
import type { Command } from './command';
import { folderWords } from './folder-words';
import { otherEnvironments } from './other-environments';
import type { Outcome } from './outcome';
import { type PromoteArguments, promoteArguments } from './promote-arguments';
import { promoteWords } from './promote-words';
import { candidates } from './promotion/candidates';
import { Proof, withoutTag } from './promotion/proof';
import { DEFAULT_COMMIT, Followed } from './promotion/followed';
import { readSource, type Source } from './promotion/source';
import { readStatus, STATUS_COMMAND } from './promotion/status';
import { followsPolicy, type PromotedApp, promoteInto } from './promotion/target-edits';
import { fieldLines, newAppLine, refusal, wrongAfterEdit } from './release-edits';
import { RELEASES } from './set-arguments';
import { environmentWords } from './set-words';
import { EXIT } from './terminal';
import { replaceFile } from './write-file';

/** `cpd promote`: gives one environment the versions that another one has run. */
export const promote: Command = {
  name: 'promote',
  summary: 'give an environment the versions that another one has run',
  usage: 'WORKSPACE[/APP] [FIELD...] --from NAME --to NAME [OPTION...]',
  about: `Writes the versions that one environment runs into the release file of another: for one app, or
for all apps of a workspace, and for no other workspace. Replicas and the numbers of the rollout
stay, as every byte does that need not change. What the first environment has not run is refused,
and then nothing is written.

What it has run, Git says: release data and dist/ of the branch that the environment follows, as
last fetched. What is edited or committed here alone has not run. That Flagger has promoted it, only
the cluster can say:

  ${STATUS_COMMAND} |
    cpd promote shop/backend --from dev --to prod --status -`,
  operands: [
    ['WORKSPACE[/APP]', 'the workspace, or one app of it, by the names that they have in the release file'],
    ['FIELD', 'what to promote in place of tag and color; "cpd set --help" lists the fields'],
  ],
  options: {
    from: { value: 'NAME', about: 'the environment that has run it', words: environmentWords },
    to: { value: 'NAME', about: 'the environment to change: the file is FOLDER/NAME.yaml', words: environmentWords },
    at: {
      value: 'REVISION',
      about: `the commit that --from runs (default: ${DEFAULT_COMMIT})`,
    },
    status: {
      value: 'FILE',
      about: 'what kubectl says there, "-" for the standard input: refuses what is not promoted',
    },
    'dry-run': { about: 'checks all and shows it, but writes nothing' },
    dir: {
      value: 'FOLDER',
      about: `where the release files are (default: ${RELEASES})`,
      words: (_, typed) => folderWords(typed),
    },
  },
  examples: [
    'cpd promote shop/backend --from dev --to prod',
    'cpd promote shop --from dev --to prod --dry-run',
    'cpd promote shop/backend tag --from dev --to staging',
    'cpd promote media --from dev --to prod --at origin/dev',
  ],
  exits: {
    ok: 'done, or already so',
    findings: 'the version has not run, or a file is wrong; the file was not changed',
  },
  words: promoteWords,
  run: (line) => promoteApps(promoteArguments(line)),
};

function promoteApps(asked: PromoteArguments): Outcome {
  const { toFile, workspace, dryRun } = asked;
  const source = readSource(asked, new Followed());
  const status = asked.status === undefined ? undefined : readStatus(asked.status);
  const { text, problem } = readText(toFile);
  if (text === undefined) {
    const problems = [`${toFile} ${problem}${otherEnvironments(toFile)}`];
    return { exitCode: EXIT.unusable, problems, data: { file: toFile, changed: false } };
  }
  const target = readRelease(text);
  const wrong = [...source.problems, ...located(toFile, target.problems)];
  if (wrong.length > 0) return refusal(toFile, wrong);

  const { apps, notes, problems } = candidates(asked, source, target);
  const proof = new Proof(asked, source, status);
  const found = apps.flatMap((candidate) => [
    ...withoutTag(candidate, source, target, asked),
    ...proof.problems(candidate),
    ...followsPolicy(target, workspace, candidate, toFile),
  ]);
  if (problems.length + found.length > 0) return refusal(toFile, [...problems, ...found]);

  const result = promoteInto(text, target, workspace, apps);
  if ('problems' in result) return refusal(toFile, located(toFile, result.problems));
  const refused = wrongAfterEdit(toFile, result.text);
  if (refused !== undefined) return refused;
  const changed = result.text !== text && !dryRun;
  if (changed) replaceFile(toFile, result.text);
  const lines = result.apps.flatMap(appLines).map((line) => `${toFile}: ${line}`);
  const said = [...notes, ...apps.flatMap((candidate) => proof.notes(candidate)), evidence(asked, source)];
  return {
    exitCode: EXIT.ok,
    text: [...lines, ...said, ...(dryRun ? [`${toFile} was not changed: --dry-run`] : [])],
    data: {
      file: toFile,
      changed,
      from: { environment: asked.from, revision: source.at, commit: source.commit },
      evidence: status === undefined ? ['git'] : ['git', 'status'],
      apps: result.apps,
      notes,
    },
  };
}

function appLines({ app, newApp, fields }: PromotedApp): string[] {
  const path = app.replace('/', '.');
  return [...(newApp ? [newAppLine(path)] : []), ...fields.flatMap((field) => fieldLines(path, field))];
}

/** What is shown of the version, and what is not. */
function evidence({ from, status }: PromoteArguments, { at }: Source): string {
  const known = `${at} has it in release data and dist/ of ${from}`;
  return status === undefined
    ? `${known}; whether Flagger promoted it there is not known without --status`
    : `${known}, and Flagger's status says that it is promoted`;
}
