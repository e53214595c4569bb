// The programs that the tests run, all of them Go. Versions are in src/versions.json, nowhere else.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * @typedef {object} ProgramSet
 * @property {string} name folder of its go.mod and go.sum, below modules/
 * @property {string} module the Go module that holds the programs
 * @property {Record<string, string>} commands the package of each program, below the module
 * @property {string[]} [tags] build constraints that are met
 * @property {boolean} [own] the programs are ours: their source is beside go.mod
 * @property {string} [library] the module that programs of ours are about, pinned like the others
 * @property {Record<string, [from: string, to: string]>} [replacements] what is other in its source here, by file
 * @property {(version: string) => string[]} [linkerFlags] what the program is told about itself
 */

/** @type {ProgramSet[]} Quick ones first, so that a missing tool or network shows at once. */
export const programSets = [
  { name: 'etcd', module: 'go.etcd.io/etcd/server/v3', commands: { etcd: '.' } },
  { name: 'certificate', module: 'e2e/certificate', own: true, commands: { certificate: '.' } },
  // What image-automation-controller does to a working tree, without the cluster and the Git host around it.
  {
    name: 'image-setter',
    module: 'github.com/fluxcd/image-automation-controller/e2e',
    library: 'github.com/fluxcd/image-automation-controller',
    own: true,
    commands: { 'image-setter': '.' },
  },
  // What the load tester's image has beside it, for the commands of load tests.
  { name: 'hey', module: 'github.com/rakyll/hey', commands: { hey: '.' } },
  {
    name: 'kubernetes',
    module: 'k8s.io/kubernetes',
    commands: { 'kube-apiserver': 'cmd/kube-apiserver', 'kube-controller-manager': 'cmd/kube-controller-manager' },
    // Flagger reads the server's version and refuses one that it cannot parse.
    linkerFlags: (version) => [`-X k8s.io/component-base/version.gitVersion=${version}`],
  },
  {
    name: 'prometheus',
    module: 'github.com/prometheus/prometheus',
    commands: { prometheus: 'cmd/prometheus', promtool: 'cmd/promtool' },
    // Every other service discovery brings a cloud's whole client library.
    tags: ['remove_all_sd', 'enable_kubernetes_sd'],
  },
  { name: 'source-controller', module: 'github.com/fluxcd/source-controller', commands: { 'source-controller': '.' } },
  {
    name: 'kustomize-controller',
    module: 'github.com/fluxcd/kustomize-controller',
    commands: { 'kustomize-controller': '.' },
  },
  {
    name: 'flagger',
    module: 'github.com/fluxcd/flagger',
    commands: { flagger: 'cmd/flagger', loadtester: 'cmd/loadtester' },
    // Both listen to everybody around, and the load tester runs whatever it is told.
    replacements: Object.fromEntries(
      ['server', 'loadtester'].map((name) => [`pkg/${name}/server.go`, ['":" + port', '"127.0.0.1:" + port']]),
    ),
  },
  { name: 'helm-controller', module: 'github.com/fluxcd/helm-controller', commands: { 'helm-controller': '.' } },
  {
    name: 'notification-controller',
    module: 'github.com/fluxcd/notification-controller',
    commands: { 'notification-controller': '.' },
  },
];

/** Folder with the committed go.mod and go.sum of a set. */
export function moduleFolder(set) {
  return join(here, 'modules', set.name);
}

/** The module whose version is pinned; nothing for programs of ours that are about none. */
export function pinnedModule(set) {
  return set.own ? set.library : set.module;
}

/** The pinned version of a set's module, and its sum. It may differ from what the fleet installs, where that is not served. */
export function pinOf(set) {
  const module = pinnedModule(set);
  if (module === undefined) return { version: 'own' };
  const { e2e, modules } = JSON.parse(readFileSync(join(here, '../../src/versions.json'), 'utf8'));
  const pin = e2e[module] ?? modules[module];
  if (pin === undefined) throw new Error(`src/versions.json: e2e must list ${module}, got nothing; pin it there`);
  return pin;
}

/** The import path of a program. */
export function packageOf(set, command) {
  const below = set.commands[command];
  return below === '.' ? set.module : `${set.module}/${below}`;
}
