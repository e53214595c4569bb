// What a cluster has before the first object of the fleet: CustomResourceDefinitions from the pinned Go modules that imports/
// is made from, and what installing Flux and Flagger adds beside their programs. Then the charts that these modules hold.
// Kept in the cache, as JSON.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';
import { readDefinitions } from '../../scripts/imports/crds.mjs';
import { goModules } from '../../scripts/imports/go.mjs';
import { controllerGen, crdSources } from '../../scripts/imports/sources.mjs';
import { cacheRoot } from './build.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const fluxOperator = 'github.com/controlplaneio-fluxcd/flux-operator';
const flagger = 'github.com/fluxcd/flagger';

/** Flux's own groups come from its operator, which installs all of them at once in one version of Flux. */
const OF_FLUX = /^github\.com\/fluxcd\/.*-controller(\/api)?$/;

/** The file that holds `{ definitions, flux, flagger }`, lists of objects, and `charts`; made when it is not there. */
export function buildDefinitions(log) {
  const versions = JSON.parse(readFileSync(join(here, '../../src/versions.json'), 'utf8'));
  const hash = createHash('sha256').update(JSON.stringify(versions));
  for (const file of ['definitions.mjs', '../../scripts/imports/sources.mjs'])
    hash.update(readFileSync(join(here, file)));
  const target = join(cacheRoot(), `definitions-${hash.digest('hex').slice(0, 12)}.json`);
  if (existsSync(target)) return target;
  log('reading API definitions');
  const workDirectory = mkdtempSync(join(tmpdir(), 'definitions-'));
  try {
    const modules = goModules({ workDirectory, versions });
    const flux = fluxObjects(newestFlux(join(modules.download(fluxOperator), 'config/data/flux'), versions.flux));
    const isDefinition = ({ kind }) => kind === 'CustomResourceDefinition';
    const content = {
      definitions: [...flux.filter(isDefinition), ...otherDefinitions(modules)],
      flux: flux.filter((object) => !isDefinition(object)),
      flagger: flaggerObjects(modules.download(flagger)),
      charts: ['flagger', 'loadtester'].map((name) => readChart(join(modules.download(flagger), 'charts', name))),
    };
    mkdirSync(cacheRoot(), { recursive: true });
    writeFileSync(`${target}.${process.pid}`, JSON.stringify(content));
    renameSync(`${target}.${process.pid}`, target);
  } finally {
    rmSync(workDirectory, { recursive: true, force: true });
  }
  return target;
}

/**
 * The operator's manifests of the fleet's minor version of Flux. Its newest module that this Go can read may lack the very
 * patch, between which only images change.
 */
function newestFlux(folder, version) {
  const [major, minor] = version.split('.');
  const patches = readdirSync(folder)
    .map((name) => new RegExp(`^v${major}\\.${minor}\\.(\\d+)$`).exec(name)?.[1])
    .filter((patch) => patch !== undefined)
    .map(Number);
  if (patches.length === 0)
    throw new Error(`${fluxOperator}: must hold Flux ${major}.${minor}, got none; pin a newer one`);
  return join(folder, `v${major}.${minor}.${Math.max(...patches)}`);
}

/** What the operator applies for a FluxInstance, without the programs: those are processes here. */
function fluxObjects(folder) {
  const clusterWide = new Set(['CustomResourceDefinition', 'ClusterRole', 'ClusterRoleBinding']);
  return readdirSync(folder)
    .sort()
    .flatMap((file) => readObjects(join(folder, file)))
    .filter(({ kind }) => kind !== 'Deployment')
    .map((object) =>
      clusterWide.has(object.kind) ? object : { ...object, metadata: { ...object.metadata, namespace: 'flux-system' } },
    );
}

/** Flagger's account and what it may do, in the namespace that the fleet installs it in. */
function flaggerObjects(folder) {
  const namespace = 'flagger-system';
  return readObjects(join(folder, 'artifacts/flagger/account.yaml')).map((object) => {
    if (object.kind === 'ServiceAccount') return { ...object, metadata: { ...object.metadata, namespace } };
    if (object.kind !== 'ClusterRoleBinding') return object;
    return { ...object, subjects: object.subjects.map((subject) => ({ ...subject, namespace })) };
  });
}

/** A chart as `{ name, version, files }`, the files' texts by path. */
function readChart(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]);
  const { name, version } = parse(readFileSync(join(folder, 'Chart.yaml'), 'utf8'));
  return { name, version, files: Object.fromEntries(files) };
}

function otherDefinitions(modules) {
  const found = crdSources
    .filter(({ module }) => !OF_FLUX.test(module))
    .flatMap((source) => {
      const folder = source.packages ? modules.generateCrds(source, controllerGen) : modules.download(source.module);
      const files = source.files ?? readdirSync(folder).sort();
      return files.flatMap((file) => readDefinitions(join(folder, file), source.mendQuotes === true));
    });
  const byName = new Map(found.map((definition) => [definition.metadata.name, modern(definition)]));
  return [...byName.values()];
}

/**
 * SMI's definition is still apiextensions v1beta1, which no server takes any more. It becomes what linkerd-smi installs:
 * v1alpha1 and v1alpha2, with weights that may be quantities.
 */
function modern(definition) {
  if (definition.apiVersion === 'apiextensions.k8s.io/v1') return withoutStatus(definition);
  const { group, names, scope, validation } = definition.spec;
  const schema = validation.openAPIV3Schema;
  schema.type = 'object';
  delete schema.properties.spec.properties.matches;
  schema.properties.spec.properties.backends.items.properties.weight = { 'x-kubernetes-int-or-string': true };
  const versions = ['v1alpha1', 'v1alpha2'].map((name) => ({
    name,
    served: true,
    storage: name === 'v1alpha2',
    schema: { openAPIV3Schema: schema },
  }));
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: definition.kind,
    metadata: definition.metadata,
    spec: { group, names, scope, versions, conversion: { strategy: 'None' } },
  };
}

function withoutStatus({ apiVersion, kind, metadata: { name, annotations, labels }, spec }) {
  return { apiVersion, kind, metadata: { name, annotations, labels }, spec };
}

function readObjects(file) {
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .map((document) => document.toJS())
    .filter((object) => object !== null);
}
