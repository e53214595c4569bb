import { resolve } from 'node:path';
import { type ControlPlane, startControlPlane } from '../control-plane/control-plane';
import type { KubeObject } from '../control-plane/kube-object';
import { until } from '../control-plane/wait';
import { admit } from '../fleet/admit';
import { appliedOn } from '../fleet/applied-files';
import { installFlaggerAccount, installFoundation } from '../fleet/foundation';
import type { Kube } from '../control-plane/kube';
import { applyAll } from './commit';
import { addCraft } from './craft';
import { deployment, manifest, RESTRICTED_POD } from './manifest';
import { type Members, shopMembers } from './members';

/** A cluster with the fleet's workspaces, as Flux applies them; the team `shop` is the hostile one. */
export interface TenancyWorld {
  readonly plane: ControlPlane;
  readonly members: Members;
  /** The account of another team, whose workspace has every option. */
  readonly craft: Kube;
  stop(): Promise<void>;
}

const REPOSITORY = resolve(__dirname, '../..');
const CLUSTER = 'laptop';

// What the attacks aim at.
const TARGETS: readonly KubeObject[] = [
  manifest('v1 ConfigMap', 'media/settings', { data: { owner: 'media' } }),
  manifest('v1 Secret', 'media/credentials', { stringData: { password: 'of media' } }),
  manifest('v1 Secret', 'shop/credentials', { stringData: { password: 'of the repository' } }),
  manifest('v1 Pod', 'media/player', { spec: RESTRICTED_POD }),
  manifest('v1 Pod', 'shop/backend', { spec: RESTRICTED_POD }),
  manifest('v1 Service', 'media/player', { spec: { selector: { app: 'player' }, ports: [{ port: 80 }] } }),
  manifest('flagger.app/v1beta1 MetricTemplate', 'media/theirs', {
    spec: { provider: { type: 'prometheus', address: 'http://player.media' }, query: 'vector(1)' },
  }),
  manifest('flagger.app/v1beta1 AlertProvider', 'media/theirs', {
    spec: { type: 'slack', address: 'http://player.media' },
  }),
  // The team may name any host in its own.
  manifest('flagger.app/v1beta1 MetricTemplate', 'shop/reaches-over', {
    spec: { provider: { type: 'prometheus', address: 'http://player.media' }, query: 'vector(1)' },
  }),
  deployment('media/player', RESTRICTED_POD),
  deployment('shop/frontend', RESTRICTED_POD),
];

/** Starts the cluster and applies the folders of `dist/workspaces` to it. */
export async function startTenancyWorld(): Promise<TenancyWorld> {
  const plane = await startControlPlane(CLUSTER);
  try {
    await installFoundation(plane);
    await installFlaggerAccount(plane);
    await applyWorkspaces(plane);
    for (const object of TARGETS) await plane.kube.apply(object, 'admin');
    const craft = await addCraft(plane);
    await policiesAreOn(plane);
    const members = await shopMembers(plane.kube);
    plane.onStop(() => {
      members.close();
      craft.close();
      return Promise.resolve();
    });
    return { plane, members, craft, stop: () => plane.stop() };
  } catch (error) {
    await plane.stop();
    throw error;
  }
}

async function applyWorkspaces({ kube }: ControlPlane): Promise<void> {
  const workspaces = appliedOn(REPOSITORY, CLUSTER).folders.filter(({ by }) => by.startsWith('flux-system/workspace-'));
  const { refused } = await admit(kube, workspaces);
  if (refused.length > 0) throw new Error(`the workspaces must be accepted, got:\n${refused.join('\n')}`);
  // Until its first count a quota lets everything in.
  for (const { object } of workspaces.flatMap(({ objects }) => objects)) {
    if (object.kind !== 'ResourceQuota') continue;
    await until(`the quota of ${object.metadata.namespace ?? ''} counts`, async () => {
      const quota = await kube.get<KubeObject & { status?: { used?: object } }>(object, object.metadata);
      return quota?.status?.used;
    });
  }
}

/** The server reads admission policies every now and then. */
async function policiesAreOn({ kube }: ControlPlane): Promise<void> {
  const probe = manifest('v1 Service', 'shop/probe', {
    spec: { type: 'ExternalName', externalName: 'probe.example.com' },
  });
  await until('admission policies are on', async () => {
    const refusal = await applyAll(kube, [probe], true);
    return refusal?.includes('ValidatingAdmissionPolicy') === true ? true : undefined;
  });
}
