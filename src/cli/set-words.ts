import { posix } from 'node:path';
import { settableFields } from '../releases/field-value';
import { readRelease } from '../releases/read-release';
import { readText } from '../releases/read-text';
import type { CommandLine } from './command-line';
import { environmentNames } from './other-environments';
import { RELEASES } from './set-arguments';
import { type Word, words } from './word';

/** Environments that `cpd set --env` may name: those with a release file. */
export function environmentWords(line: CommandLine): Word[] {
  return words(environmentNames(releasesOf(line)));
}

/** What may follow in `cpd set`: first an app that a release file knows, then fields. */
export function setWords(line: CommandLine, typed: string): Word[] {
  const [app, ...fields] = line.operands;
  if (app === undefined) return words(appsOf(line));
  const given = new Set(fields.map((field) => field.split('=')[0]));
  return settableFields()
    .filter(({ field }) => !given.has(field))
    .flatMap(({ field, title, names = [] }) =>
      typed.startsWith(`${field}=`)
        ? names.map((name) => ({ word: `${field}=${name}` }))
        : [{ word: `${field}=`, about: title }],
    );
}

function appsOf(line: CommandLine): string[] {
  const folder = releasesOf(line);
  const env = line.value('env');
  const files = env === undefined ? environmentNames(folder) : [env];
  const apps = files.flatMap((name) => {
    const { workspaces } = readRelease(readText(posix.join(folder, `${name}.yaml`)).text ?? '');
    return [...workspaces].flatMap(([workspace, { apps }]) => [...apps.keys()].map((app) => `${workspace}/${app}`));
  });
  return [...new Set(apps)].sort();
}

function releasesOf(line: CommandLine): string {
  return line.value('dir') ?? RELEASES;
}
