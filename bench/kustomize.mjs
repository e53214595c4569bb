import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** A base, and for each app an overlay that names its objects and patches what else differs. */
export function kustomize(folder, { fleet, objectsOf }) {
  const base = { ...fleet[0], name: 'app', namespace: 'base' };
  const baseObjects = objectsOf(base);
  const documents = baseObjects.map((object) => stringify(object, { aliasDuplicateObjects: false }));
  writeFolder(join(folder, 'base'), { resources: ['objects.yaml'] });
  writeFileSync(join(folder, 'base', 'objects.yaml'), documents.join('---\n'));
  for (const app of fleet) {
    const patches = objectsOf(app).map((object, index) => patchOf(baseObjects[index], object));
    const nameSuffix = app.name.slice(base.name.length);
    writeFolder(join(folder, app.name), { resources: ['../base'], namespace: app.namespace, nameSuffix, patches });
  }
  writeFolder(folder, { resources: fleet.map(({ name }) => name) });
  return ['build', folder];
}

function writeFolder(folder, kustomization) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'kustomization.yaml'), stringify(kustomization));
}

/** The overlay's own fields set name and namespace; kustomize loses track of objects that a patch renames. */
function patchOf(from, to) {
  const operations = differences(from, to, '').filter(({ path }) => !/^\/metadata\/name(space)?$/.test(path));
  return { target: { kind: from.kind }, patch: JSON.stringify(operations) };
}

function differences(from, to, path) {
  if (typeof to !== 'object') return from === to ? [] : [{ op: 'replace', path, value: to }];
  return Object.keys(to).flatMap((key) => {
    // A label's key may hold a slash.
    const segment = key.replaceAll('~', '~0').replaceAll('/', '~1');
    return differences(from[key], to[key], `${path}/${segment}`);
  });
}
