import type { CheckedValue } from '../releases/checked-value';
import { editRelease, type ReleaseEdit } from '../releases/edit-release';
import { fieldValue, settableFields } from '../releases/field-value';
import { holdMarker } from '../releases/hold-marker';
import { readRelease } from '../releases/read-release';
import { readText } from '../releases/read-text';
import { located, type ReleaseProblem } from '../releases/release-problem';
import { renderValue } from '../releases/render-value';
import type { Command } from './command';
import { folderWords } from './folder-words';
import { otherEnvironments } from './other-environments';
import type { Outcome } from './outcome';
import { RELEASES, type SetArguments, setArguments } from './set-arguments';
import { environmentWords, setWords } from './set-words';
import { EXIT } from './terminal';
import { replaceFile } from './write-file';

/** `cpd set`: edits a release file without losing comments. */
export const set: Command = {
  name: 'set',
  summary: 'change tags, colours, replicas and rollout numbers in a release file',
  usage: 'WORKSPACE/APP [FIELD=VALUE...] --env NAME [--dir FOLDER] [--hold | --follow]',
  about: `Changes what a release file says about one app. Only the lines of these fields change; comments,
image policy markers, order and blanks stay. A file that would not be valid is not written.`,
  operands: [
    ['WORKSPACE/APP', 'the app, by the names that it has in the release file'],
    ['FIELD=VALUE', 'sets a field; a list has commas between its numbers'],
    ['FIELD=', "removes a field: the code's value holds again"],
  ],
  options: {
    env: { value: 'NAME', about: 'the environment: the file is FOLDER/NAME.yaml', words: environmentWords },
    dir: {
      value: 'FOLDER',
      about: `where the release files are (default: ${RELEASES})`,
      words: (_, typed) => folderWords(typed),
    },
    hold: { about: 'keeps the tag: Flux leaves it alone, whatever its image policy finds' },
    follow: { about: 'lets the tag follow its image policy again' },
  },
  more: {
    title: 'Fields',
    rows: settableFields().map(({ field, title }) => [field, lowered(title)]),
  },
  examples: [
    'cpd set shop/backend tag=6.9.5 --env dev',
    'cpd set shop/backend canary.stepWeight=10 canary.maxWeight=50 --env prod',
    'cpd set shop/backend canary.stepWeights=1,5,25,50 canary.stepWeight= canary.maxWeight= --env prod',
    'cpd set shop/frontend replicas.min=2 replicas.max=6 --env dev',
  ],
  exits: { ok: 'done, or already so', findings: 'a value or the file is wrong; the file was not changed' },
  words: setWords,
  run: (line) => setFields(setArguments(line)),
};

const HELD = 'is held: Flux leaves it alone until it is set with --follow';
const FOLLOWS = 'follows its image policy';
const NO_MARKER =
  'must have an image policy marker on its line, got none; Flux leaves it alone anyway: leave --hold or --follow out';

/** A title as part of a line: `UI colour` keeps its capitals. */
function lowered(title: string): string {
  return /^[A-Z][A-Z]/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

/** What one edit did to its field. */
interface FieldOutcome {
  readonly field: string;
  /** What the field holds now. @default - nothing: it is not in the file */
  readonly value?: CheckedValue;
  readonly changed: boolean;
  /** Comments that went with the field's line. */
  readonly lostComments: readonly string[];
}

function setFields(asked: SetArguments): Outcome {
  const { file } = asked;
  const { edits, problems } = readEdits(asked);
  if (problems.length > 0) return refusal(file, problems);
  const { text, problem } = readText(file);
  if (text === undefined) {
    return {
      exitCode: EXIT.unusable,
      problems: [`${file} ${problem}${otherEnvironments(file)}`],
      data: { file, changed: false },
    };
  }
  const result = applyEdits(text, edits);
  if ('problems' in result) return refusal(file, located(file, result.problems));
  const found = readRelease(result.text).problems;
  if (found.length > 0) return refusal(file, located(file, found), [`${file} would be wrong after this edit:`]);
  const app = `${asked.workspace}.${asked.app}`;
  const edited = asked.held === undefined ? result.text : holdMarker(result.text, asked, asked.held);
  if (edited === undefined) return refusal(file, [`${file}: ${app}.tag ${NO_MARKER}`]);
  const changed = edited !== text;
  if (changed) replaceFile(file, edited);
  const newApp = isNew(asked, text, edited);
  const news = newApp ? [`${app} is new in this file; synth refuses it if the code has no such app`] : [];
  const holding = asked.held === undefined ? [] : [`${app}.tag ${asked.held ? HELD : FOLLOWS}`];
  const lines = [...news, ...result.fields.flatMap((field) => fieldLines(app, field)), ...holding];
  return {
    exitCode: EXIT.ok,
    text: lines.map((line) => `${file}: ${line}`),
    data: { file, changed, app: `${asked.workspace}/${asked.app}`, newApp, fields: result.fields, held: asked.held },
  };
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
): { text: string; fields: FieldOutcome[] } | { problems: readonly ReleaseProblem[] } {
  const fields: FieldOutcome[] = [];
  let edited = text;
  for (const edit of edits) {
    const result = editRelease(edited, edit);
    if ('problems' in result) return result;
    const [, , ...field] = edit.path;
    const { lostComments } = result;
    fields.push({ field: field.join('.'), value: edit.value, changed: result.text !== edited, lostComments });
    edited = result.text;
  }
  return { text: edited, fields };
}

function fieldLines(app: string, { field, value, changed, lostComments }: FieldOutcome): string[] {
  const gone = changed ? 'removed' : 'was not there';
  const done = value === undefined ? gone : `${changed ? 'is now' : 'was already'} ${renderValue(value)}`;
  return [`${app}.${field} ${done}`, ...lostComments.map((comment) => `a comment went with its line: ${comment}`)];
}

function isNew({ workspace, app }: SetArguments, before: string, after: string): boolean {
  const [had, has] = [before, after].map((text) => readRelease(text).workspaces.get(workspace)?.apps.has(app) === true);
  return has === true && had === false;
}

function refusal(file: string, problems: readonly string[], heading: readonly string[] = []): Outcome {
  const complaint = [...heading, ...problems, `${file} was not changed`];
  return { exitCode: EXIT.findings, problems, complaint, data: { file, changed: false } };
}
