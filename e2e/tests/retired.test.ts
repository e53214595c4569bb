import type { ConditionedObject, KubeObject } from '../control-plane/kube-object';
import { note } from '../control-plane/run';
import { until } from '../control-plane/wait';
import { KUSTOMIZATION, type FluxKustomization } from '../fleet/flux-kustomization';
import { untilReady } from '../fleet/kustomizations';
import { shared } from '../support/shared';
import type { Team } from '../workspaces/fleet-repository';
import { objectsOf } from '../workspaces/objects-of';
import { startWorkspaceWorld, type WorkspaceWorld } from '../workspaces/workspace-world';

interface Deployment extends KubeObject {
  readonly spec: { readonly replicas: number };
}

interface Canary extends KubeObject {
  readonly status?: { readonly phase?: string };
}

const CANARY = { apiVersion: 'flagger.app/v1beta1', kind: 'Canary' };
const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };
const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace' };
const CLUSTER = 'flux-system/cluster';

const teams: Record<string, Team> = { blog: {}, media: {}, shop: {} };
const others = { media: {}, shop: {} };
const media = {};

describe('taking a workspace off a cluster', () => {
  const world = shared(async () => {
    const started = await startWorkspaceWorld(teams);
    await untilReady(
      started.plane,
      Object.keys(teams).flatMap((team) => [`flux-system/workspace-dev-${team}`, `${team}/${team}`]),
    ).catch(async (error: unknown) => {
      await started.stop();
      throw error;
    });
    return started;
  });
  const kustomization = (key: string): Promise<FluxKustomization | undefined> => {
    const [namespace, name = ''] = key.split('/');
    return world().plane.kube.get<FluxKustomization>(KUSTOMIZATION, { namespace, name });
  };
  const isGone = async (key: string): Promise<true | undefined> =>
    (await kustomization(key)) === undefined ? true : undefined;

  test('a merge that loses the namespaces and the sync of a team deletes neither, nor what the team runs', async () => {
    const { plane, repository, look } = world();
    const before = await objectsOf(plane.kube, 'blog');
    const revision = repository.lose('dist/workspaces/dev/blog', ['namespaces.yaml', 'sync.yaml']);
    await look(['flux-system/workspace-dev-blog'], revision);
    await until('the sync of the team is gone', () => isGone('blog/blog'));
    const after = await objectsOf(plane.kube, 'blog');
    const lost = Object.keys(before).filter((key) => !(key in after));
    expect(lost.sort()).toStrictEqual(['GitRepository blog/blog', 'Kustomization blog/blog']);
    expect(await namespacesLeaving(world())).toStrictEqual([]);
    // The next good commit makes it whole again.
    const mended = repository.commit(teams);
    await look(['flux-system/workspace-dev-blog'], mended);
    await untilReady(plane, ['blog/blog']);
  });

  test('a workspace whose construct is removed without having been retired goes on running', async () => {
    const { plane, repository, look } = world();
    const before = await objectsOf(plane.kube, 'blog');
    const revision = repository.commit(others);
    await look([CLUSTER], revision);
    await until('the sync of the workspace is gone', () => isGone('flux-system/workspace-dev-blog'));
    const after = await objectsOf(plane.kube, 'blog');
    expect(Object.keys(before).filter((key) => !(key in after))).toStrictEqual([
      'Kustomization flux-system/workspace-dev-blog',
    ]);
    expect(await namespacesLeaving(world())).toStrictEqual([]);
    note(`retired: ${Object.keys(after).length} objects of a workspace left running when its construct was removed`);
  });

  // What everything at once would come to, and the way out that the page of TeamWorkspace names.
  test('a Canary whose target is gone first is stuck, until it need not be reverted', async () => {
    const { kube } = world().plane;
    const name = { namespace: 'blog', name: 'backend' };
    await kube.delete(DEPLOYMENT, name);
    await kube.delete(CANARY, name);
    const stuck = await until('Flagger has tried to revert it', async () => {
      const canary = await kube.get<Canary>(CANARY, name);
      return canary?.status?.phase === 'Terminating' ? canary : undefined;
    });
    expect(stuck.metadata.finalizers).toStrictEqual(['finalizer.flagger.app']);
    await kube.merge(CANARY, name, { spec: { revertOnDeletion: false } });
    await until('it is gone', async () => ((await kube.get(CANARY, name)) === undefined ? true : undefined));
  });

  describe('in two steps', () => {
    let theirs: Readonly<Record<string, string>> = {};

    beforeAll(async () => {
      theirs = await objectsOf(world().plane.kube, 'media');
    });

    test('retired, it is not ready while Flagger has yet to let go of a Canary', async () => {
      const { plane, repository, flagger, look } = world();
      await flagger.program.stop();
      const revision = repository.commit({ ...others, shop: { props: { retired: true } } });
      await look([CLUSTER], revision);
      await until('Flux checks whether it is drained', async () => {
        const message = conditionOf(await kustomization('flux-system/workspace-dev-shop'), 'Reconciling');
        return message?.includes('Running health checks') === true ? true : undefined;
      });
      const leaving = await until('Flux deletes the Canary', async () => {
        const canary = await plane.kube.get(CANARY, { namespace: 'shop', name: 'backend' });
        return canary?.metadata.deletionTimestamp === undefined ? undefined : canary;
      });
      expect(leaving.metadata.finalizers).toStrictEqual(['finalizer.flagger.app']);
      const sync = await kustomization('flux-system/workspace-dev-shop');
      expect(sync?.status?.conditions?.find(({ type }) => type === 'Ready')?.status).not.toBe('True');
      await flagger.program.start();
      await until('Flux says that it is drained', async () => {
        const found = await kustomization('flux-system/workspace-dev-shop');
        const ready = found?.status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
        return ready && found.status.lastAppliedRevision === revision ? true : undefined;
      });
    });

    test('then it has no Canary, and its app runs as it did before it had one', async () => {
      const { kube } = world().plane;
      expect((await kube.list(CANARY, 'shop')).map(({ metadata }) => metadata.name)).toStrictEqual([]);
      const target = await kube.get<Deployment>(DEPLOYMENT, { namespace: 'shop', name: 'backend' });
      expect(target?.spec.replicas).toBeGreaterThan(0);
      expect(await namespacesLeaving(world())).toStrictEqual([]);
    });

    test('removed, it goes with everything it had', async () => {
      const { plane, repository, look } = world();
      const revision = repository.commit({ media });
      await look([CLUSTER], revision);
      await until(
        'nothing of it is left',
        async () => {
          const left = Object.keys(await objectsOf(plane.kube, 'shop'));
          return left.length === 0 ? true : undefined;
        },
        { instead: () => objectsOf(plane.kube, 'shop') },
      );
      expect(await namespacesLeaving(world())).toStrictEqual([]);
    });

    test('the objects of another team are what they were, by uid and resourceVersion', async () => {
      const after = await objectsOf(world().plane.kube, 'media');
      expect(after).toStrictEqual(theirs);
      note(`retired: ${Object.keys(after).length} objects of another team untouched`);
    });
  });
});

async function namespacesLeaving({ plane }: WorkspaceWorld): Promise<string[]> {
  const namespaces = await plane.kube.list(NAMESPACE);
  return namespaces
    .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
    .map(({ metadata }) => metadata.name);
}

function conditionOf(object: ConditionedObject | undefined, type: string): string | undefined {
  return object?.status?.conditions?.find((condition) => condition.type === type)?.message;
}
