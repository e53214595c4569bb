import { join } from 'node:path';
import { type ControlPlane, startControlPlane } from '../control-plane/control-plane';
import type { KubeObject } from '../control-plane/kube-object';
import type { Pod } from '../control-plane/pods';
import { NeverError, until } from '../control-plane/wait';
import { Exporter, type Version } from '../network/exporter';
import { forward } from '../network/network';
import { appliedOn } from './applied-files';
import { tickUninitialized } from './canary-clock';
import { type FlaggerRelease, type RunningFlagger, startFlagger } from './flagger';
import { startFlux } from './flux';
import { type FluxKustomization, KUSTOMIZATION } from './flux-kustomization';
import { definitionsOf, installFoundation } from './foundation';
import { standInForCharts } from './installed-charts';
import { publishFiles, startOutside } from './outside';
import { type RunningPrometheus, startPrometheus } from './prometheus';
import type { Repository } from './repository';

/** A cluster of the fleet that follows the fleet's repository. */
export interface FleetCluster {
  readonly plane: ControlPlane;
  readonly flagger: RunningFlagger;
  readonly prometheus: RunningPrometheus;
  /** The metrics of the apps. */
  readonly exporter: Exporter;
  /** Hosts that its programs asked for in vain. */
  readonly unknownHosts: readonly string[];
  /** `namespace/name` of the Kustomizations that it is to have, and that do not need what only a real cluster has. */
  readonly kustomizations: readonly string[];
  /** Waits until all of them are ready; new canaries need not wait for their intervals. */
  untilReady(): Promise<void>;
  /** Makes Flux look now, and waits until a Kustomization has applied a revision. */
  follow(kustomization: { readonly namespace: string; readonly name: string }, revision: string): Promise<void>;
}

interface GitSource extends KubeObject {
  readonly spec: { readonly url: string; readonly ref: { readonly tag: string } };
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
  const objects = applied.folders.flatMap((folder) => folder.objects.map(({ object }) => object));
  publishGatewayApi(repository.folder, objects);
  const { network, environment } = await startOutside(plane.folder, repository.folder, applied);
  plane.onStop(() => network.stop());
  const exporter = new Exporter(versions(objects));
  const prometheus = await startPrometheus(plane, exporter);
  network.add('prometheus.monitoring:9090', forward(prometheus.port));
  network.add('flagger-loadtester.flagger-system', (_incoming, response) => response.end());
  standInForCharts(plane);
  await startFlux(plane, { controllers: ['source-controller', 'kustomize-controller'], environment });

  const [own] = applied.folders;
  for (const { object } of own?.objects ?? []) await plane.kube.apply(object, 'admin');
  const kustomizations = [...applied.folders.map(({ by }) => by), ...applied.elsewhere].sort();
  const flagger = await startFlagger(plane, find(objects, 'HelmRelease', 'flagger') as FlaggerRelease, environment);
  return {
    plane,
    flagger,
    prometheus,
    exporter,
    unknownHosts: network.unknown,
    kustomizations,
    untilReady: () => untilReady(plane, kustomizations),
    follow: (kustomization, revision) => follow(plane, kustomization, revision),
  };
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

async function untilReady({ kube, name }: ControlPlane, wanted: readonly string[]): Promise<void> {
  const waiting = async (): Promise<Record<string, string>> => {
    const found = await kube.list<FluxKustomization>(KUSTOMIZATION);
    const messages = wanted.map((key): [string, string] => {
      const one = found.find(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}` === key);
      const ready = one?.status?.conditions?.find(({ type }) => type === 'Ready');
      return [key, ready?.status === 'True' ? '' : (ready?.message ?? 'not there yet')];
    });
    return Object.fromEntries(messages.filter(([, message]) => message !== ''));
  };
  const done = async (): Promise<true | undefined> => {
    const left = await waiting();
    // Flux tries again, but what the server calls invalid stays so.
    const invalid = Object.entries(left).find(([, message]) => message.includes('(Invalid)'));
    if (invalid !== undefined) throw new NeverError(`${name}: ${invalid.join(': ')}`);
    return Object.keys(left).length === 0 ? true : undefined;
  };
  const clock = setInterval(() => void tickUninitialized(kube).catch(() => undefined), 2000);
  await until(`${name}: all Kustomizations are ready`, done, { milliseconds: 240_000, instead: waiting }).finally(
    () => {
      clearInterval(clock);
    },
  );
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
