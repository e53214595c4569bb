import { join } from 'node:path';
import { type ControlPlane, startControlPlane } from '../control-plane/control-plane';
import type { KubeName } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';
import type { Datadog } from '../network/datadog';
import { Exporter, type Version } from '../network/exporter';
import { forward, type Network } from '../network/network';
import { appliedOn } from './applied-files';
import { AppServices } from './app-services';
import { standIns } from './charts';
import { type RunningFlagger, startFlagger } from '../flagger/flagger';
import { type RunningFlux, startFlux } from './flux';
import type { FluxKustomization } from './flux-kustomization';
import { definitionsOf, installFoundation } from './foundation';
import { installedFlags } from './installed-command';
import { lookNow, untilApplied, untilReady } from './kustomizations';
import { startLoadTester } from './load-tester';
import { publishFiles, startOutside } from './outside';
import { type RunningPrometheus, startPrometheus } from './prometheus';
import type { Repository } from './repository';
import { standInForTrustManager } from './trust-bundles';

/** A cluster of the fleet that follows the fleet's repository. */
export interface FleetCluster {
  readonly plane: ControlPlane;
  readonly network: Network;
  readonly flux: RunningFlux;
  readonly flagger: RunningFlagger;
  readonly prometheus: RunningPrometheus;
  /** The metrics of the apps. */
  readonly exporter: Exporter;
  /** The apps, as far as they answer requests. */
  readonly services: AppServices;
  /** The metrics that team checkout has there. */
  readonly datadog: Datadog;
  /** Charts that something else stands in for, because they cannot be had. */
  readonly standInCharts: readonly string[];
  /** Hosts that its programs asked for in vain. */
  readonly unknownHosts: readonly string[];
  /** `namespace/name` of the Kustomizations that it is to have, and that do not need what only a real cluster has. */
  readonly kustomizations: readonly string[];
  /** Waits until all of them are ready; new canaries need not wait for their intervals. */
  untilReady(): Promise<void>;
  /** Waits until a Kustomization has applied a revision. */
  applied(kustomization: Required<KubeName>, revision: string): Promise<void>;
  /** Makes Flux look now, and waits until a Kustomization has applied a revision. */
  follow(kustomization: Required<KubeName>, revision: string): Promise<void>;
}

const CONTROLLERS = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
] as const;
const FLAGGER = { namespace: 'flagger-system', name: 'flagger' };
const LOAD_TESTER = { namespace: 'flagger-system', name: 'flagger-loadtester' };

interface GitSource extends KubeObject {
  readonly spec: { readonly url: string; readonly ref: { readonly tag: string } };
}

/**
 * Starts a cluster as its admin does: the installers' objects, then the cluster's folder of `dist/`, once. From there on
 * Flux does everything, from the repository.
 *
 * @param cluster name in the fleet.
 * @param repository that it follows.
 */
export async function startFleetCluster(cluster: string, repository: Repository): Promise<FleetCluster> {
  const plane = await startControlPlane(cluster);
  try {
    return await startPrograms(plane, repository);
  } catch (error) {
    await plane.stop();
    throw error;
  }
}

async function startPrograms(plane: ControlPlane, repository: Repository): Promise<FleetCluster> {
  await requireNoNodes(plane);
  await installFoundation(plane);
  const applied = appliedOn(repository.checkout, plane.name);
  const objects = applied.folders.flatMap((folder) => folder.objects.map(({ object }) => object));
  publishGatewayApi(repository.folder, objects);
  const { network, environment, datadog } = await startOutside(plane.folder, repository.folder, applied);
  plane.onStop(() => network.stop());
  const exporter = new Exporter(versions(objects));
  const prometheus = await startPrometheus(plane, exporter);
  network.add('prometheus.monitoring:9090', forward(prometheus.port));
  const services = new AppServices(plane.kube);
  network.resolveBy((url) => services.resolve(url));
  standInForTrustManager(plane);
  const flux = await startFlux(plane, { controllers: CONTROLLERS, environment });

  const [own] = applied.folders;
  for (const { object } of own?.objects ?? []) await plane.kube.apply(object, 'admin');
  const kustomizations = [...applied.folders.map(({ by }) => by), ...applied.elsewhere].sort();
  // What Flux has helm-controller install, by the chart itself, is what is started.
  const flagger = await startFlagger(plane, await installedFlags(plane, FLAGGER), environment);
  services.add(LOAD_TESTER, await startLoadTester(plane, await installedFlags(plane, LOAD_TESTER), environment));
  return {
    plane,
    network,
    flux,
    flagger,
    prometheus,
    exporter,
    services,
    datadog,
    standInCharts: standIns(objects),
    unknownHosts: network.unknown,
    kustomizations,
    untilReady: () => untilReady(plane, kustomizations),
    applied: (kustomization, revision) => untilApplied(plane, kustomization, revision),
    follow: async (kustomization, revision) => {
      await lookNow(plane, kustomization, revision);
      await untilApplied(plane, kustomization, revision);
    },
  };
}

/** On nodes the charts' Flagger and load tester would run a second time, beside those of this machine. */
async function requireNoNodes({ kube, name }: ControlPlane): Promise<void> {
  const nodes = await kube.list({ apiVersion: 'v1', kind: 'Node' });
  if (nodes.length === 0) return;
  throw new Error(
    `cluster ${name} must have no nodes in this test, got ${nodes.length}; give none, or that of npm run e2e -- cluster`,
  );
}

/** Both versions of every app of the cluster. */
function versions(objects: readonly KubeObject[]): Version[] {
  return objects
    .filter(({ kind }) => kind === 'Deployment')
    .flatMap(({ metadata: { namespace = '', name } }) => [
      { namespace, name },
      { namespace, name: `${name}-primary` },
    ]);
}

/** Gateway API's own repository, with the definitions where the fleet looks for them, at the tag that the fleet asks for. */
function publishGatewayApi(repositories: string, objects: readonly KubeObject[]): void {
  const source = find(objects, 'GitRepository', 'gateway-api-crds') as GitSource;
  const { spec } = find(objects, 'Kustomization', 'gateway-api-crds') as FluxKustomization;
  const files = definitionsOf('gateway.networking.k8s.io').map((definition): [string, string] => [
    join(spec.path, `${definition.metadata.name}.yaml`),
    JSON.stringify(definition),
  ]);
  publishFiles(repositories, new URL(source.spec.url).pathname, source.spec.ref.tag, new Map(files));
}

function find(objects: readonly KubeObject[], kind: string, name: string): KubeObject {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined)
    throw new Error(`dist/ must have ${kind} ${name}, got none; teach e2e/fleet what is there instead`);
  return found;
}
