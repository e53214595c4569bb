import type { CheckedValue } from '../releases/checked-value';
import { editRelease, type ReleaseEdit } from '../releases/edit-release';
import { readRelease } from '../releases/read-release';
import { located, type ReleaseProblem } from '../releases/release-problem';
import { renderValue } from '../releases/render-value';
import type { Outcome } from './outcome';
import { EXIT } from './terminal';

/** What one edit did to its field. */
export interface FieldOutcome {
  readonly field: string;
  /** What the field holds now. @default - nothing: it is not in the file */
  readonly value?: CheckedValue;
  readonly changed: boolean;
  /** Comments that went with the field's line. */
  readonly lostComments: readonly string[];
}

/** A release file's text after edits, and what each did. */
export interface EditedText {
  readonly text: string;
  readonly fields: readonly FieldOutcome[];
}

/** Makes the edits one after the other, and says what each did. */
export function applyEdits(
  text: string,
  edits: readonly ReleaseEdit[],
): EditedText | { readonly problems: readonly ReleaseProblem[] } {
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

/** Why a text must not be written; nothing when it is right. */
export function wrongAfterEdit(file: string, text: string): Outcome | undefined {
  const { problems } = readRelease(text);
  if (problems.length === 0) return undefined;
  return refusal(file, located(file, problems), [`${file} would be wrong after this edit:`]);
}

/** What edits did to the fields of one app, a line each. */
export function fieldLines(app: string, { field, value, changed, lostComments }: FieldOutcome): string[] {
  const gone = changed ? 'removed' : 'was not there';
  const done = value === undefined ? gone : `${changed ? 'is now' : 'was already'} ${renderValue(value)}`;
  return [`${app}.${field} ${done}`, ...lostComments.map((comment) => `a comment went with its line: ${comment}`)];
}

/** Whether only the second of two texts has an app. */
export function isNew(app: { workspace: string; app: string }, before: string, after: string): boolean {
  const [had, has] = [before, after].map(
    (text) => readRelease(text).workspaces.get(app.workspace)?.apps.has(app.app) === true,
  );
  return has === true && had === false;
}

/** The line that says so. */
export function newAppLine(app: string): string {
  return `${app} is new in this file; synth refuses it if the code has no such app`;
}

/** Says what is wrong, and that the file stays as it was. */
export function refusal(file: string, problems: readonly string[], heading: readonly string[] = []): Outcome {
  const complaint = [...heading, ...problems, `${file} was not changed`];
  return { exitCode: EXIT.findings, problems, complaint, data: { file, changed: false } };
}
