// `npm run imports`: regenerates imports/ from the sources pinned in src/versions.json. Needs Go and a network; the same pins give
// the same bytes. imports/ is replaced only when everything has succeeded. To move to another version, change it in
// versions.json: the error about its sum names the new one.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { readCrds } from './crds.mjs';
import { goModules } from './go.mjs';
import { readKubernetes } from './kubernetes.mjs';
import { readme } from './readme.mjs';
import { controllerGen, crdSources, kubernetesKinds, kubernetesModule, ownSchemas } from './sources.mjs';
import { generateConstructs } from './typescript.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const workDirectory = mkdtempSync(join(tmpdir(), 'imports-'));
const output = join(workDirectory, 'imports');

try {
  mkdirSync(output, { recursive: true });
  const versions = JSON.parse(readFileSync(join(root, 'src/versions.json'), 'utf8'));
  const modules = goModules({ workDirectory, versions });
  const listed = [...importCrds(modules), ...importKubernetes(modules), ...importOwn()];
  writeFileSync(join(output, 'README.md'), readme(listed));
  rmSync(join(root, 'imports'), { recursive: true, force: true });
  cpSync(output, join(root, 'imports'), { recursive: true });
  console.log(`imports/: ${listed.length} kinds`);
} finally {
  rmSync(workDirectory, { recursive: true, force: true });
}

function importCrds(modules) {
  const typed = [];
  const listed = [];
  for (const source of crdSources) {
    console.log(source.module);
    const folder = source.packages ? modules.generateCrds(source, controllerGen) : modules.download(source.module);
    const crds = readCrds(source, folder);
    if (source.typed) typed.push(...crds);
    for (const { group, kind, file, versions } of crds) {
      for (const { name, schema } of versions) {
        const apiVersion = `${group}/${name}`;
        writeSchema(apiVersion, kind, schema);
        const origin = source.packages ? `the Go types of \`${source.module}\`` : `\`${source.module}\`, ${file}`;
        listed.push({ apiVersion, kind, construct: source.typed, source: origin });
      }
    }
  }
  generateConstructs({ crds: typed, root, workDirectory, output });
  return listed;
}

function importKubernetes(modules) {
  console.log(kubernetesModule);
  const { definitions, resources } = readKubernetes(modules.download(kubernetesModule), kubernetesKinds);
  writeFileSync(schemaFile('kubernetes.json'), linePerEntry({ definitions }));
  for (const { apiVersion, kind, definition } of resources) {
    writeSchema(apiVersion, kind, { $ref: `../kubernetes.json#/definitions/${definition}` });
  }
  return resources.map(({ apiVersion, kind }) => ({ apiVersion, kind, source: `\`${kubernetesModule}\`, api/openapi-spec/v3` }));
}

function importOwn() {
  return ownSchemas.flatMap((file) => {
    const { resources } = parse(readFileSync(join(here, 'own', file), 'utf8'), { merge: true });
    return resources.map(({ apiVersion, kind, schema }) => {
      writeSchema(apiVersion, kind, schema);
      return { apiVersion, kind, source: `our own, scripts/imports/own/${file}` };
    });
  });
}

/** One folder per API group (`core` where it has no name), one file per kind and version. */
function writeSchema(apiVersion, kind, schema) {
  const [version, group = 'core'] = apiVersion.split('/').reverse();
  writeFileSync(schemaFile(join(group, `${kind}_${version}.json`)), `${JSON.stringify(schema)}\n`);
}

function schemaFile(path) {
  const file = join(output, 'schemas', path);
  mkdirSync(dirname(file), { recursive: true });
  return file;
}

/** Compact, yet a change shows as the lines of the definitions that changed. */
function linePerEntry({ definitions }) {
  const lines = Object.entries(definitions).map(([name, schema]) => `${JSON.stringify(name)}:${JSON.stringify(schema)}`);
  return `{"definitions":{\n${lines.join(',\n')}\n}}\n`;
}
