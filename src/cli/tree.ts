import { existsSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { valueText } from '../model/problem';
import type { Command } from './command';
import type { CommandLine } from './command-line';
import { folderWords } from './folder-words';
import type { Outcome } from './outcome';
import type { Style } from './style';
import { EXIT } from './terminal';
import { readClusterFolders } from './tree/cluster-folders';
import type { Fleet } from './tree/fleet';
import { fleetText } from './tree/fleet-text';
import { readFolders } from './tree/folders';
import { Manifests } from './tree/manifests';
import { narrow } from './tree/narrow';
import { readClusters } from './tree/read-fleet';
import { UsageError } from './usage-error';
import { words } from './word';

/** Where synth writes to, unless it is told otherwise. */
const DIST = 'dist';

/** `cpd tree`: shows a fleet as people think of it. */
export const tree: Command = {
  name: 'tree',
  summary: 'show what runs where, and how new versions take over',
  usage: '[FOLDER] [--env NAME] [--team NAME] [--all]',
  about: `Shows clusters, environments, teams and apps as the synthesized files in FOLDER have them: what
each app runs, and how a new version of it takes over. It asks no cluster and no other branch. In a
team's own repository, whose files describe no cluster, it shows the apps folder by folder.`,
  operands: [['FOLDER', `what cdk8s synth has written (default: ${DIST})`]],
  options: {
    env: { value: 'NAME', about: 'only this environment', words: (line) => words(treeOf(line).folders('workspaces')) },
    team: { value: 'NAME', about: 'only this team', words: (line) => words(teamsOf(line)) },
    all: { about: "the clusters' infrastructure too, with versions" },
  },
  examples: [
    'cpd tree',
    'cpd tree --env prod --team shop',
    'cpd tree --all',
    'cpd tree ../fleet/dist',
    "cpd tree --json | jq -r '.clusters[].environments[].name'",
  ],
  exits: { ok: 'shown', findings: 'shown as far as it goes: a file is missing or cannot be read' },
  words: (line, typed) => (line.operands.length === 0 ? folderWords(typed) : []),
  run,
};

function run(line: CommandLine, style: Style): Outcome {
  const [folder = DIST, extra] = line.operands;
  if (extra !== undefined) {
    throw new UsageError(`the folder must be one, got ${valueText(extra)} too; leave one of them out`);
  }
  const manifests = new Manifests(folder);
  const fleet = readFleet(folder, manifests, line);
  const { problems } = manifests;
  const exitCode = problems.length > 0 ? EXIT.findings : EXIT.ok;
  return { exitCode, text: fleetText(fleet, style), problems, data: fleet };
}

function readFleet(folder: string, manifests: Manifests, line: CommandLine): Fleet {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) refuse(folder, found === undefined ? 'nothing of that name' : 'a file');
  const all = readClusterFolders(manifests);
  if (all.length > 0) {
    const narrowed = narrow(narrow(all, 'env', line.value('env')), 'team', line.value('team'));
    return { folder, clusters: readClusters(manifests, narrowed, { infrastructure: line.has('all') }) };
  }
  if (manifests.has(`${DIST}/clusters`)) refuse(folder, 'the folder around one');
  const unfit = ['env', 'team', 'all'].find((option) => line.has(option));
  if (unfit !== undefined) {
    const remedy = 'leave it out; naming a folder in it shows less, too';
    throw new UsageError(`--${unfit} must go with a tree that has clusters, got none in ${folder}; ${remedy}`);
  }
  const folders = readFolders(manifests);
  if (folders.length === 0 && manifests.problems.length === 0) refuse(folder, 'one without apps');
  return { folder, clusters: [], folders };
}

function refuse(folder: string, got: string): never {
  const name = folder === '' ? '""' : folder;
  throw new UsageError(`${name} must be a folder that cdk8s synth has written, got ${got}; ${remedy(folder)}`);
}

function remedy(folder: string): string {
  const inside = posix.join(folder, DIST);
  if (existsSync(posix.join(inside, 'clusters'))) return `did you mean ${inside}?`;
  if (folder !== '' && existsSync(posix.join(DIST, 'workspaces', folder))) return `did you mean --env ${folder}?`;
  return 'run "npx cdk8s synth" first, or name its folder: cpd tree FOLDER';
}

function treeOf(line: CommandLine): Manifests {
  return new Manifests(line.operands[0] ?? DIST);
}

function teamsOf(line: CommandLine): string[] {
  const manifests = treeOf(line);
  const env = line.value('env');
  const environments = env === undefined ? manifests.folders('workspaces') : [env];
  return [...new Set(environments.flatMap((name) => manifests.folders(`workspaces/${name}`)))].sort();
}
