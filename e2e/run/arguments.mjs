// What `npm run e2e` is asked to do. Whatever is wrong with that is said before anything is built or started.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE = `usage: npm run e2e -- [NAME…] [--kubeconfig CLUSTER=FILE]…
       npm run e2e -- cluster [NAME]
       npm run e2e -- record FILE…

NAME                       runs the test files whose names contain it; without one, all of them
--kubeconfig CLUSTER=FILE  runs them on the cluster of a kubeconfig where they want the fleet's CLUSTER;
                           it must be new, so give one to one test file only, and throw it away afterwards
cluster [NAME]             starts an empty control plane to look around in, until Ctrl-C
record FILE…               records scenarios; see docs/recorder.md

  npm run e2e
  npm run e2e -- admission
  kind create cluster --kubeconfig /tmp/kind.yaml
  npm run e2e -- tenancy.test --kubeconfig laptop=/tmp/kind.yaml

Exit codes: 0 all passed, 1 a test failed, 2 could not run.`;

/** What a user has to write differently. */
export class UsageError extends Error {}

const OPTIONS = { kubeconfig: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } };
const COMMANDS = ['record', 'cluster'];

/**
 * @typedef {object} Arguments
 * @property {'help' | 'test' | 'record' | 'cluster'} command
 * @property {string[]} names what follows the command: names of test files, scenarios, or the cluster's name
 * @property {Record<string, string>} kubeconfigs the file of each cluster that is given
 */

/**
 * @param {string[]} args what follows `npm run e2e --`
 * @param {string[]} clusters those of the fleet
 * @returns {Arguments}
 * @throws {UsageError}
 */
export function readArguments(args, clusters) {
  // Not strict: node's own messages differ between its versions and know no remedy.
  const { values, positionals } = parseArgs({ args, options: OPTIONS, strict: false, allowPositionals: true });
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(OPTIONS, name));
  if (unknown !== undefined) {
    const written = unknown.length === 1 ? `-${unknown}` : `--${unknown}`;
    throw new UsageError(`an option must be --kubeconfig or --help, got ${written}; see npm run e2e -- --help`);
  }
  if (values.help !== undefined) return { command: 'help', names: [], kubeconfigs: {} };
  const command = COMMANDS.find((name) => name === positionals[0]) ?? 'test';
  const names = command === 'test' ? positionals : positionals.slice(1);
  if (command !== 'test' && values.kubeconfig !== undefined) {
    const got = `it with ${command}, which starts a server of its own`;
    throw new UsageError(`--kubeconfig must be given to tests, got ${got}; leave it out`);
  }
  if (command === 'cluster') checkClusterName(names);
  return { command, names, kubeconfigs: givenClusters(values.kubeconfig ?? [], clusters) };
}

function givenClusters(assignments, clusters) {
  const kubeconfigs = {};
  for (const assignment of assignments) {
    const [cluster, file] = clusterAndFile(assignment);
    const problem = (rule, got, remedy) => new UsageError(`--kubeconfig must ${rule}, got ${got}; ${remedy}`);
    if (!clusters.includes(cluster))
      throw problem('name a cluster of dist/clusters', cluster, `give one of ${clusters.join(', ')}`);
    if (Object.hasOwn(kubeconfigs, cluster)) throw problem('give a cluster once', `${cluster} twice`, 'leave one out');
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
      throw problem(
        'name a file',
        `${file}, which is none`,
        'write one with "kind export kubeconfig --kubeconfig FILE"',
      );
    if (Object.values(kubeconfigs).includes(resolve(file)))
      throw problem('give each cluster a file of its own', `${file} twice`, 'start a second cluster');
    kubeconfigs[cluster] = resolve(file);
  }
  return kubeconfigs;
}

function clusterAndFile(assignment) {
  const at = typeof assignment === 'string' ? assignment.indexOf('=') : -1;
  if (at > 0 && at < assignment.length - 1) return [assignment.slice(0, at), assignment.slice(at + 1)];
  const got = typeof assignment === 'string' ? assignment : 'nothing';
  throw new UsageError(`--kubeconfig must be followed by CLUSTER=FILE, got ${got}; see npm run e2e -- --help`);
}

function checkClusterName(names) {
  const rule = (got, remedy) => new UsageError(`cluster must be followed by one name, got ${got}; ${remedy}`);
  if (names.length > 1) throw rule(names.join(' '), 'start each in a shell of its own');
  // It names files.
  if (names.length === 1 && !/^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(names[0]))
    throw rule(JSON.stringify(names[0]), 'write small letters, digits and dashes');
}
