import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ControlPlane, startControlPlane } from '../control-plane/control-plane';
import type { KubeObject } from '../control-plane/kube-object';
import type { Pod } from '../control-plane/pods';
import { until } from '../control-plane/wait';
import { ScriptedPrometheus } from '../network/scripted-prometheus';
import { appliedOn } from './applied-files';
import { type FlaggerRelease, type RunningFlagger, startFlagger } from './flagger';
import { startFlux } from './flux';
import { type FluxKustomization, KUSTOMIZATION } from './flux-kustomization';
import { definitionsOf, installFoundation } from './foundation';
import { standInForCharts } from './installed-charts';
import { publishFiles, startOutside } from './outside';
import type { Repository } from './repository';

/** A cluster of the fleet that follows the fleet's repository. */
export interface FleetCluster {
  readonly plane: ControlPlane;
  readonly flagger: RunningFlagger;
  readonly prometheus: ScriptedPrometheus;
  /** Hosts that its programs asked for in vain. */
  readonly unknownHosts: readonly string[];
  /** Makes Flux look now, and waits until a Kustomization has applied a revision. */
  follow(kustomization: { readonly namespace: string; readonly name: string }, revision: string): Promise<void>;
}

/**
 * Starts a cluster as its admin does: the installers' objects, then the cluster's folder of `dist/`, once. From there on
 * Flux does everything, from the repository.
 *
 * @param cluster name in the fleet.
 * @param repository that it follows.
 * @param getsReady whether a Pod ever gets ready.
 */
export async function startFleetCluster(
  cluster: string,
  repository: Repository,
  getsReady?: (pod: Pod) => boolean,
): Promise<FleetCluster> {
  const plane = await startControlPlane(cluster, getsReady);
  try {
    return await startPrograms(plane, repository);
  } catch (error) {
    await plane.stop();
    throw error;
  }
}

async function startPrograms(plane: ControlPlane, repository: Repository): Promise<FleetCluster> {
  await installFoundation(plane);
  const applied = appliedOn(repository.checkout, plane.name);
  const repositories = repository.folder;
  publishGatewayApi(repositories);
  const { network, environment } = await startOutside(plane.folder, repositories, applied);
  plane.onStop(() => network.stop());
  const prometheus = new ScriptedPrometheus();
  network.add('prometheus.monitoring:9090', prometheus.host);
  network.add('flagger-loadtester.flagger-system', (_incoming, response) => response.end());
  standInForCharts(plane);
  await startFlux(plane, { controllers: ['source-controller', 'kustomize-controller'], environment });

  const [own] = applied.folders;
  for (const { object } of own?.objects ?? []) await plane.kube.apply(object, 'admin');
  const objects = applied.folders.flatMap((folder) => folder.objects.map(({ object }) => object));
  const flagger = await startFlagger(plane, flaggerRelease(objects), environment);
  return {
    plane,
    flagger,
    prometheus,
    unknownHosts: network.unknown,
    follow: (kustomization, revision) => follow(plane, kustomization, revision),
  };
}

function publishGatewayApi(repositories: string): void {
  mkdirSync(repositories, { recursive: true });
  const files = definitionsOf('gateway.networking.k8s.io').map((definition): [string, string] => [
    join('config/crd/standard', `${definition.metadata.name}.yaml`),
    JSON.stringify(definition),
  ]);
  publishFiles(repositories, 'kubernetes-sigs/gateway-api', 'v1.4.1', new Map(files));
}

function flaggerRelease(objects: readonly KubeObject[]): FlaggerRelease {
  const release = objects.find(({ kind, metadata }) => kind === 'HelmRelease' && metadata.name === 'flagger');
  if (release === undefined) throw new Error('dist/ must install Flagger by a HelmRelease named flagger, got none');
  return release as FlaggerRelease;
}

async function follow(
  { kube, name }: ControlPlane,
  kustomization: { readonly namespace: string; readonly name: string },
  revision: string,
): Promise<void> {
  const found = await until(`${name}: Kustomization ${kustomization.name} is there`, () =>
    kube.get<FluxKustomization>(KUSTOMIZATION, kustomization),
  );
  const source = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository' };
  const patch = { metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': revision } } };
  await kube.merge(source, { namespace: kustomization.namespace, name: found.spec.sourceRef.name }, patch);
  const now = async (): Promise<FluxKustomization | undefined> =>
    kube.get<FluxKustomization>(KUSTOMIZATION, kustomization);
  await until(
    `${name}: ${kustomization.name} has applied ${revision}`,
    async () => ((await now())?.status?.lastAppliedRevision === revision ? true : undefined),
    { instead: async () => (await now())?.status },
  );
}
