import { posix } from 'node:path';
import { readRelease } from '../releases/read-release';
import { readText } from '../releases/read-text';
import type { CommandLine } from './command-line';
import { environmentNames } from './other-environments';
import { promotableFields } from './promotion/version';
import { RELEASES } from './set-arguments';
import { type Word, words } from './word';

/** What may follow in `cpd promote`: first a workspace or an app that a release file knows, then fields. */
export function promoteWords(line: CommandLine): Word[] {
  const [target, ...given] = line.operands;
  if (target === undefined) return words(targets(line));
  return promotableFields()
    .filter(({ field }) => !given.includes(field))
    .map(({ field, title }) => ({ word: field, about: title }));
}

function targets(line: CommandLine): string[] {
  const folder = line.value('dir') ?? RELEASES;
  const from = line.value('from');
  const files = from === undefined ? environmentNames(folder) : [from];
  const found = files.flatMap((name) => {
    const { workspaces } = readRelease(readText(posix.join(folder, `${name}.yaml`)).text ?? '');
    return [...workspaces].flatMap(([name, { apps }]) => [name, ...[...apps.keys()].map((app) => `${name}/${app}`)]);
  });
  return [...new Set(found)].sort();
}
