import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { startControlPlane } from '../control-plane/control-plane';
import { KubeError } from '../control-plane/kube-connection';
import { describeObject } from '../control-plane/kube-object';
import { note } from '../control-plane/run';
import { appliedOn, clusterNames } from '../fleet/applied-files';
import { installFoundation } from '../fleet/foundation';
import { shared } from '../support/shared';

const REPOSITORY = resolve(__dirname, '../..');

describe.each(clusterNames(REPOSITORY))('the API server of %s', (cluster) => {
  const plane = shared(async () => {
    const started = await startControlPlane(cluster);
    await installFoundation(started);
    return started;
  });

  test('accepts every object of dist/ in the order and with the rights that Flux applies it with', async () => {
    const { folders, elsewhere } = appliedOn(REPOSITORY, cluster);
    const refused: string[] = [];
    const undefinedKinds = new Set<string>();
    let accepted = 0;
    for (const { serviceAccount, objects } of folders) {
      const flux = plane().kube.as(serviceAccount);
      for (const { file, object } of objects) {
        try {
          await flux.apply(object, 'kustomize-controller');
          accepted += 1;
        } catch (error) {
          if (!(error instanceof KubeError)) throw error;
          if (error.message.startsWith('the server has no ')) undefinedKinds.add(`${object.apiVersion} ${object.kind}`);
          else refused.push(`${file}: ${describeObject(object)}: ${error.message}`);
        }
      }
      flux.close();
    }
    note(
      `admission on ${cluster}: ${accepted} objects accepted of ${folders.length} Kustomizations, ${refused.length} refused`,
    );
    for (const kind of undefinedKinds) note(`  not judged: ${kind}, whose definition could not be had`);
    for (const name of elsewhere) note(`  not judged: what Kustomization ${name} applies from another repository`);
    expect(refused).toStrictEqual([]);
    expect(accepted).toBeGreaterThan(0);
  });
});

test('every file of dist/ is applied on some cluster', () => {
  const applied = clusterNames(REPOSITORY)
    .flatMap((cluster) => appliedOn(REPOSITORY, cluster).folders)
    .flatMap(({ objects }) => objects.map(({ file }) => file));
  const present = readdirSync(join(REPOSITORY, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'kustomization.yaml')
    .map((entry) => relative(REPOSITORY, join(entry.parentPath, entry.name)));
  expect([...new Set(applied)].sort()).toStrictEqual(present.sort());
});
