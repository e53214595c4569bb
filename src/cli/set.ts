import { editRelease, type ReleaseEdit } from '../releases/edit-release';
import { fieldValue, settableFields } from '../releases/field-value';
import { readRelease } from '../releases/read-release';
import { readText } from '../releases/read-text';
import { located, type ReleaseProblem } from '../releases/release-problem';
import { renderValue } from '../releases/render-value';
import type { Command } from './command';
import { otherEnvironments } from './other-environments';
import { type SetArguments, setArguments } from './set-arguments';
import { EXIT, type ExitCode, type Terminal } from './terminal';
import { replaceFile } from './write-file';

const FIELDS = settableFields().map(({ field, title }) => `  ${field.padEnd(28)}${title.toLowerCase()}`);

const HELP = `Usage: cpd set WORKSPACE/APP FIELD=VALUE... --env NAME [--dir FOLDER]

Changes what a release file says about one app. Only the lines of these fields change; comments,
image policy markers, order and blanks stay. A file that would not be valid is not written.

  FIELD=VALUE   sets a field; a list has commas between its numbers
  FIELD=        removes a field: the code's value holds again
  --env NAME    the environment: the file is FOLDER/NAME.yaml
  --dir FOLDER  where the release files are (default: releases)

Fields:
${FIELDS.join('\n')}

Examples:
  cpd set shop/backend tag=6.9.5 --env dev
  cpd set shop/backend canary.stepWeight=10 canary.maxWeight=50 --env prod
  cpd set shop/backend canary.stepWeights=1,5,25,50 canary.stepWeight= canary.maxWeight= --env prod
  cpd set shop/frontend replicas.min=2 replicas.max=6 --env dev

Exit codes: 0 done, or already so; 1 something is wrong with a value or the file; 2 could not run.`;

/** `cpd set`: edits a release file without losing comments. */
export const set: Command = {
  name: 'set',
  summary: 'change tags, colours, replicas and rollout numbers in a release file',
  help: HELP,
  run: (args, terminal) => run(setArguments(args), terminal),
};

function run(asked: SetArguments, terminal: Terminal): ExitCode {
  const { file } = asked;
  const { edits, problems } = readEdits(asked);
  if (problems.length > 0) return refuse(terminal, file, problems);
  const { text, problem } = readText(file);
  if (text === undefined) {
    terminal.error(`${file} ${problem}${otherEnvironments(file)}`);
    return EXIT.unusable;
  }
  const result = applyEdits(text, edits);
  if ('problems' in result) return refuse(terminal, file, located(file, result.problems));
  const found = readRelease(result.text).problems;
  if (found.length > 0) {
    terminal.error(`${file} would be wrong after this edit:`);
    return refuse(terminal, file, located(file, found));
  }
  if (result.text !== text) replaceFile(file, result.text);
  for (const line of [...newApp(asked, text, result.text), ...result.done]) terminal.out(`${file}: ${line}`);
  return EXIT.ok;
}

function readEdits({ workspace, app, assignments }: SetArguments): { edits: ReleaseEdit[]; problems: string[] } {
  const edits: ReleaseEdit[] = [];
  const problems: string[] = [];
  for (const { field, written } of assignments) {
    const read = fieldValue(`${workspace}.${app}`, field, written);
    if ('problems' in read) problems.push(...read.problems);
    else edits.push({ path: [workspace, app, ...field.split('.')], value: read.value });
  }
  return { edits, problems };
}

/** Makes the edits one after the other, and says what each did. */
function applyEdits(
  text: string,
  edits: readonly ReleaseEdit[],
): { text: string; done: string[] } | { problems: readonly ReleaseProblem[] } {
  const done: string[] = [];
  let edited = text;
  for (const edit of edits) {
    const result = editRelease(edited, edit);
    if ('problems' in result) return result;
    done.push(outcome(edit, result.text !== edited));
    done.push(...result.lostComments.map((comment) => `a comment went with its line: ${comment}`));
    edited = result.text;
  }
  return { text: edited, done };
}

function outcome({ path, value }: ReleaseEdit, changed: boolean): string {
  const field = path.join('.');
  if (value === undefined) return changed ? `${field} removed` : `${field} was not there`;
  return `${field} ${changed ? 'is now' : 'was already'} ${renderValue(value)}`;
}

function newApp({ workspace, app }: SetArguments, before: string, after: string): string[] {
  const [had, has] = [before, after].map((text) => readRelease(text).workspaces.get(workspace)?.apps.has(app) === true);
  return has === true && had === false
    ? [`${workspace}.${app} is new in this file; synth refuses it if the code has no such app`]
    : [];
}

function refuse(terminal: Terminal, file: string, problems: readonly string[]): ExitCode {
  for (const problem of problems) terminal.error(problem);
  terminal.error(`${file} was not changed`);
  return EXIT.findings;
}
