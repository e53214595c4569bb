import { manifestSerializer } from '../../../src/testing';
import { adminObjects, adminSync, devWorkspace, only } from './fixture';

expect.addSnapshotSerializer(manifestSerializer());

const namespaces = ['shop', 'shop-jobs'];
const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';

describe('a workspace in use', () => {
  const workspace = devWorkspace({ namespaces });
  const objects = adminObjects(workspace);

  test('leaves its namespaces where they are, whatever a merge takes out of the repository', () => {
    for (const name of namespaces)
      expect(only(objects, 'Namespace', name).metadata.annotations).toMatchObject({ [PRUNE]: 'disabled' });
  });

  test('leaves everything running when its sync or that of its team goes', () => {
    expect(adminSync(workspace)).toMatchObject({ spec: { deletionPolicy: 'Orphan' } });
    expect(only(objects, 'Kustomization', 'shop')).toMatchObject({ spec: { deletionPolicy: 'Orphan' } });
  });
});

describe('a retired workspace', () => {
  const workspace = devWorkspace({ namespaces, retired: true });
  const objects = adminObjects(workspace);

  test('has its Canaries taken down first, while everything else stays', () => {
    const spec = only(objects, 'Kustomization', 'shop').spec as { patches: unknown; prune: boolean };
    expect(spec.patches).toMatchSnapshot();
    expect(spec.prune).toBe(true);
    const kept = (all: readonly { kind: string; metadata: { name: string; namespace?: string } }[]) =>
      all
        .map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name].join('/'))
        .filter((key) => !key.endsWith('/retired'));
    expect(kept(objects)).toStrictEqual(kept(adminObjects(devWorkspace({ namespaces }))));
  });

  test('is ready when no namespace has a Canary left, and takes everything with it when it goes', () => {
    expect(only(objects, 'ResourceQuota', 'retired', 'shop-jobs').spec).toStrictEqual({
      hard: { 'count/canaries.flagger.app': '0' },
    });
    expect(adminSync(workspace).spec).toMatchSnapshot();
    for (const name of namespaces)
      expect(only(objects, 'Namespace', name).metadata.annotations).not.toHaveProperty([PRUNE]);
  });
});
