import { parseArgs } from 'node:util';

const PARTS = ['comparison', 'scaling', 'teams', 'cli'];

export const USAGE = `usage: npm run bench -- [options]
  --apps N            apps to compare the tools at, 6 objects each (1600)
  --kustomize-apps N  apps for kustomize, which takes seconds for few (400)
  --pairs N           rounds; in each, every tool runs once (5)
  --scale N,N,...     apps to measure the growth of the toolkit alone at (1600,3200,6400,12800)
  --teams N           teams with a workspace on each of three clusters (1000)
  --only PART,...     parts to run: ${PARTS.join(', ')} (all)
  --peers NAME,...    peers to compare with, where installed: helm, kustomize, jsonnet, cue (all)
  --check             exit with 1 when a target is missed
  --help              this text`;

/** @throws when an option is unknown or not what it should be */
export function readOptions(args) {
  const text = (value) => ({ type: 'string', default: value });
  const { values } = parseArgs({
    args,
    options: {
      apps: text('1600'),
      'kustomize-apps': text('400'),
      pairs: text('5'),
      scale: text('1600,3200,6400,12800'),
      teams: text('1000'),
      only: text(PARTS.join(',')),
      peers: text('helm,kustomize,jsonnet,cue'),
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    apps: count('--apps', values.apps),
    kustomizeApps: count('--kustomize-apps', values['kustomize-apps']),
    pairs: count('--pairs', values.pairs),
    scale: values.scale.split(',').map((value) => count('--scale', value)),
    teams: count('--teams', values.teams),
    only: oneOf('--only', values.only, PARTS),
    peers: oneOf('--peers', values.peers, ['', 'helm', 'kustomize', 'jsonnet', 'cue']),
    check: values.check,
    help: values.help,
  };
}

function count(option, value) {
  if (/^[1-9][0-9]*$/.test(value)) return Number(value);
  throw new Error(`${option} must be a whole number above 0, got ${JSON.stringify(value)}; see --help`);
}

function oneOf(option, value, allowed) {
  const names = value.split(',');
  const wrong = names.find((name) => !allowed.includes(name));
  if (wrong === undefined) return names;
  throw new Error(`${option} must name some of ${allowed.join(', ')}, got ${JSON.stringify(wrong)}; see --help`);
}
