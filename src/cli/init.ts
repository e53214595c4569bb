import { mkdirSync, readdirSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkLabelName, TEAM_NAME_MAX } from '../model/name';
import { isPlatformNamespace } from '../model/platform-namespaces';
import { problemText, valueText } from '../model/problem';
import type { Command } from './command';
import type { CommandLine } from './command-line';
import { folderWords } from './folder-words';
import type { Outcome } from './outcome';
import { teamFiles } from './team-template';
import { EXIT } from './terminal';
import { UsageError } from './usage-error';

const OTHER_FOLDER = 'name another one: --dir FOLDER';

/** `cpd init`: makes a team's own repository. */
export const init: Command = {
  name: 'init',
  summary: "make a team's own repository: an app, its rollout, their tests",
  usage: 'TEAM [--dir FOLDER] [--package SPEC]',
  about: `Writes a project that synthesizes one app with a canary for a team: sources, release data, tests and
a workflow for CI. It installs nothing, asks nothing and changes no file that is there. From then
on all of it is the team's.`,
  operands: [['TEAM', "the team's name: that of its workspace in the fleet, and of its namespace"]],
  options: {
    dir: {
      value: 'FOLDER',
      about: "where to, a new or empty folder (default: the team's name)",
      words: (_, typed) => folderWords(typed),
    },
    package: {
      value: 'SPEC',
      about: 'where npm gets this toolkit from: a version, a tarball … (default: this version)',
    },
  },
  examples: [
    'cpd init checkout',
    'cpd init checkout --dir ../checkout',
    'cpd init payments --package file:../cdk8s-progressive-delivery-0.1.0.tgz',
  ],
  exits: { ok: 'written' },
  run,
};

function run(line: CommandLine): Outcome {
  const team = teamOf(line);
  const folder = line.value('dir') ?? team;
  requireEmpty(folder);
  const files = teamFiles(team, line.value('package'));
  for (const [path, text] of files) write(join(folder, path), text);
  const next = [...(folder === '.' ? [] : [`cd ${quoted(folder)}`]), 'npm install', 'npm run synth', 'npm test'];
  const paths = [...files.keys()];
  return {
    exitCode: EXIT.ok,
    text: [`${folder}: ${paths.length} files, README.md tells of them. Next:`, ...next.map((step) => `  ${step}`)],
    data: { folder, files: paths, next },
  };
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError(`${file} must be a file that can be made, got ${message}; name another folder: --dir FOLDER`);
  }
}

/** A folder as a shell reads it. */
function quoted(folder: string): string {
  return /^[\p{L}\p{N}_./~-]+$/u.test(folder) ? folder : `'${folder.replaceAll("'", "'\\''")}'`;
}

function teamOf({ operands }: CommandLine): string {
  const [team, extra] = operands;
  if (team === undefined) throw new UsageError('the team must be named, got nothing; for example: cpd init checkout');
  if (extra !== undefined)
    throw new UsageError(`the team must be one, got ${valueText(extra)} too; leave one of them out`);
  const [problem] = checkLabelName('the team', team, TEAM_NAME_MAX);
  if (problem !== undefined) throw new UsageError(problemText(problem));
  if (isPlatformNamespace(team)) {
    const remedy = "name it otherwise: it is the team's namespace too";
    throw new UsageError(
      `the team must not be a namespace of Kubernetes or of the platform, got ${valueText(team)}; ${remedy}`,
    );
  }
  return team;
}

/** A repository that was just made holds `.git`; anything else is somebody's work. */
function requireEmpty(folder: string): void {
  const found = statOf(folder);
  if (found === undefined) return;
  if (!found.isDirectory())
    throw new UsageError(`${folder} must be a new or empty folder, got a file; ${OTHER_FOLDER}`);
  const [first] = readdirSync(folder).filter((name) => name !== '.git');
  if (first !== undefined)
    throw new UsageError(`${folder} must be a new or empty folder, got ${first} in it; ${OTHER_FOLDER}`);
}

function statOf(folder: string): Stats | undefined {
  try {
    return statSync(folder, { throwIfNoEntry: false });
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError(`${folder} must be a new or empty folder, got ${message}; ${OTHER_FOLDER}`);
  }
}
