// A fleet of many teams: each has a workspace with all its policies, an app and its Canary, on each of three clusters.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { medianOf, peakOf, runRounds } from './rounds.mjs';
import { nodeSubject } from './subjects.mjs';
import { mebibytes, seconds, table } from './table.mjs';

const MOST_SECONDS = 5;
const ENVIRONMENTS = ['dev', 'staging', 'prod'];
const OF_TEAM = { apps: ['backend', 'backend-rollout'], workspaces: ['quota', 'sync'] };

/** What the toolkit takes from the start of Node to the last file. */
export async function teamScale({ script, folder, model, options, progress }) {
  const count = options.teams;
  const title = 'teams on three clusters';
  const check = (output) => checkTeams(output, count);
  const subject = nodeSubject({ name: 'teams', title, count, script: script('teams'), folder, check });
  const [result] = await runRounds([subject], { rounds: options.pairs, model, progress });
  const took = medianOf(result.process);
  const row = [
    String(count),
    seconds(medianOf(result.build)),
    seconds(medianOf(result.synth)),
    seconds(took),
    seconds(medianOf(result.cpu)),
    mebibytes(peakOf(result)),
  ];
  const what = `process: ${count} teams × ${ENVIRONMENTS.length} clusters take less than ${MOST_SECONDS} s`;
  return {
    text: table([title, 'build', 'synth', 'process', 'CPU', 'peak'], [row]),
    targets: [{ what, got: seconds(took), pass: took < MOST_SECONDS }],
  };
}

/** That every team has its files on every cluster, and the last of them a quota that is computed. */
function checkTeams(output, count) {
  for (const environment of ENVIRONMENTS) {
    for (let number = 0; number < count; number += 1) checkFiles(output, environment, `team-${number}`);
  }
  const [quota] = loadAll(readFileSync(join(output, 'workspaces', 'prod', `team-${count - 1}`, 'quota.yaml'), 'utf8'));
  // Target and primary at most 4 each and a pod too many, and 4 that are ending.
  if (quota.spec.hard.pods !== '14') throw new Error(`${output}: pods must be "14", got ${quota.spec.hard.pods}`);
}

function checkFiles(output, environment, team) {
  for (const [place, names] of Object.entries(OF_TEAM)) {
    for (const name of names) {
      const path = join(output, place, environment, team, `${name}.yaml`);
      if (!existsSync(path)) throw new Error(`${path} must be written, got nothing`);
    }
  }
}
