import type { Kube, KubeName } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';
import { until } from '../control-plane/wait';
import { type FluxKustomization, KUSTOMIZATION } from '../fleet/flux-kustomization';
import type { Attempt } from './attack';
import type { ControllerWorld } from './controller-world';
import type { TeamFiles } from './team-repository';

type Name = Required<KubeName>;

const SOURCE = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository' };
const SHOP = { namespace: 'shop', name: 'shop' };

/** The team pushes files, and the real source-controller and kustomize-controller do with them what they do. */
export function pushes(what: string, files: TeamFiles): Attempt<ControllerWorld> {
  return {
    what: `pushes ${what}`,
    attempt: ({ repository, plane: { kube } }) => applied(kube, SHOP, SHOP, repository.commit('shop', files)),
  };
}

/** Somebody of the team pushes to the folder of another one, whose account then applies it. */
export function pushesAs(team: string, what: string, files: TeamFiles): Attempt<ControllerWorld> {
  const name = { namespace: team, name: team };
  return {
    what: `pushes ${what}`,
    attempt: ({ repository, plane: { kube } }) => applied(kube, name, name, repository.commit(team, files)),
  };
}

/** A Kustomization that an admin was talked into, or a forgotten right has let the team write. */
export function followsOwn(what: string, files: TeamFiles, object: KubeObject, source: Name): Attempt<ControllerWorld> {
  return {
    what: `has ${what}`,
    attempt: async ({ repository, plane: { kube } }) => {
      const name = { namespace: 'shop', name: object.metadata.name };
      const revision = repository.commit('shop', files);
      await sourceHas(kube, source, revision);
      await kube.apply(object);
      try {
        return await outcome(kube, name, revision);
      } finally {
        await kube.delete(object, name);
        await until(`${name.name} is gone`, async () =>
          (await kube.get(object, name)) === undefined ? true : undefined,
        );
      }
    },
  };
}

/** Makes Flux look for a revision, which it then follows by itself. Returns why it was not applied, or nothing. */
export async function applied(kube: Kube, source: Name, by: Name, revision: string): Promise<string | undefined> {
  await sourceHas(kube, source, revision);
  return outcome(kube, by, revision);
}

async function sourceHas(kube: Kube, source: Name, revision: string): Promise<void> {
  await kube.merge(SOURCE, source, { metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': revision } } });
  await until(`the source ${source.name} has ${revision}`, async () => {
    const now = await kube.get<KubeObject & { status?: { artifact?: { revision: string } } }>(SOURCE, source);
    return now?.status?.artifact?.revision === revision ? true : undefined;
  });
}

async function outcome(kube: Kube, name: Name, revision: string): Promise<string | undefined> {
  const now = (): Promise<Status | undefined> => kube.get<Status>(KUSTOMIZATION, name);
  const { refusal } = await until(
    `Kustomization ${name.name} has tried ${revision}`,
    async () => {
      const { status } = (await now()) ?? {};
      const ready = status?.conditions?.find(({ type }) => type === 'Ready');
      // It has been interrupted to start anew.
      if (ready?.message?.startsWith('New reconciliation triggered') === true) return undefined;
      if (status?.lastAppliedRevision === revision && ready?.status === 'True') return { refusal: undefined };
      // What never gets as far as an attempt says so too.
      const tried = status?.lastAttemptedRevision ?? revision;
      return tried === revision && ready?.status === 'False' ? { refusal: ready.message ?? '' } : undefined;
    },
    { instead: async () => (await now())?.status },
  );
  return refusal;
}

interface Status extends FluxKustomization {
  readonly status?: FluxKustomization['status'] & { readonly lastAttemptedRevision?: string };
}
