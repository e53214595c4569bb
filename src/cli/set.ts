import type { ReleaseEdit } from '../releases/edit-release';
import { fieldValue, settableFields } from '../releases/field-value';
import { holdMarker } from '../releases/hold-marker';
import { readText } from '../releases/read-text';
import { located } from '../releases/release-problem';
import type { Command } from './command';
import { folderWords } from './folder-words';
import { otherEnvironments } from './other-environments';
import type { Outcome } from './outcome';
import { applyEdits, fieldLines, isNew, newAppLine, refusal, wrongAfterEdit } from './release-edits';
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
    'cpd set shop/backend tag=6.9.3 canary.skipAnalysis=6.9.3 --env prod',
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
  const wrong = wrongAfterEdit(file, result.text);
  if (wrong !== undefined) return wrong;
  const app = `${asked.workspace}.${asked.app}`;
  const edited = asked.held === undefined ? result.text : holdMarker(result.text, asked, asked.held);
  if (edited === undefined) return refusal(file, [`${file}: ${app}.tag ${NO_MARKER}`]);
  const changed = edited !== text;
  if (changed) replaceFile(file, edited);
  const newApp = isNew(asked, text, edited);
  const news = newApp ? [newAppLine(app)] : [];
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
