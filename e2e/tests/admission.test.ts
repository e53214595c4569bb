import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { startControlPlane } from '../control-plane/control-plane';
import type { KubeObject } from '../control-plane/kube-object';
import { note } from '../control-plane/run';
import { admit } from '../fleet/admit';
import { type AppliedFolder, appliedOn, clusterNames } from '../fleet/applied-files';
import { installFoundation } from '../fleet/foundation';
import { shared } from '../support/shared';

const REPOSITORY = resolve(__dirname, '../..');

describe.each(clusterNames(REPOSITORY))('the API server of %s', (cluster) => {
  const { folders, elsewhere } = appliedOn(REPOSITORY, cluster);
  const plane = shared(async () => {
    const started = await startControlPlane(cluster);
    await installFoundation(started);
    return started;
  });

  test('accepts every object of dist/ in the order and with the rights that Flux applies it with', async () => {
    const { accepted, refused, unjudged } = await admit(plane().kube, folders);
    note(
      `admission on ${cluster}: ${accepted} objects of ${folders.length} Kustomizations accepted, ${refused.length} refused`,
    );
    for (const kind of unjudged) note(`${kind}, whose definition cannot be had`, 'not judged');
    for (const name of elsewhere) note(`what Kustomization ${name} applies from another repository`, 'not judged');
    expect(refused).toStrictEqual([]);
    expect(accepted).toBeGreaterThan(0);
  });

  // The judge is judged too: had it nothing to say against these, its silence above would mean nothing.
  test.each<{ what: string; change: (object: KubeObject) => object; says: RegExp }>([
    {
      what: 'a misspelled field',
      change: ({ spec, ...rest }: KubeObject & { spec?: object }) => ({ ...rest, spec: { ...spec, analysys: {} } }),
      says: /backend-rollout\.yaml: Canary shop\/backend: .*analysys: field not declared in schema/,
    },
    {
      what: 'an API version that is not served',
      change: (object) => ({ ...object, apiVersion: 'flagger.app/v1beta2' }),
      says: /backend-rollout\.yaml: Canary shop\/backend: .*the server has no Canary in flagger.app\/v1beta2/,
    },
    {
      what: 'an object of a namespace that the team has no rights in',
      change: (object) => ({ ...object, metadata: { ...object.metadata, namespace: 'flux-system' } }),
      says: /backend-rollout\.yaml: Canary flux-system\/backend: .*"system:serviceaccount:shop:[^"]+" cannot patch/,
    },
  ])('refuses $what', async ({ change, says }) => {
    const { accepted, refused } = await admit(
      plane().kube,
      folders.flatMap((folder) => onlyBackendRollout(folder, change)),
    );
    expect(accepted).toBe(0);
    expect(refused).toStrictEqual([expect.stringMatching(says)]);
  });
});

/** A team's folder with one Canary left, changed. */
function onlyBackendRollout(folder: AppliedFolder, change: (object: KubeObject) => object): AppliedFolder[] {
  const canary = folder.objects.find(
    ({ object }) =>
      object.kind === 'Canary' && object.metadata.name === 'backend' && object.metadata.namespace === 'shop',
  );
  if (canary === undefined) return [];
  return [{ ...folder, objects: [{ ...canary, object: change(canary.object) as KubeObject }] }];
}

test('every file of dist/ is applied on some cluster', () => {
  const applied = clusterNames(REPOSITORY)
    .flatMap((cluster) => appliedOn(REPOSITORY, cluster).folders)
    .flatMap(({ objects }) => objects.map(({ file }) => file));
  const present = readdirSync(join(REPOSITORY, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'kustomization.yaml')
    .map((entry) => relative(REPOSITORY, join(entry.parentPath, entry.name)));
  const own = applied.filter((file) => file.startsWith('dist/'));
  expect([...new Set(own)].sort()).toStrictEqual(present.sort());
});
