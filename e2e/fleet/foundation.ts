import { readFileSync } from 'node:fs';
import type { ControlPlane } from '../control-plane/control-plane';
import type { Kube } from '../control-plane/kube';
import type { ConditionedObject, KubeObject } from '../control-plane/kube-object';
import { definitionsFile } from '../control-plane/run';
import { until } from '../control-plane/wait';
import { claimCluster } from './claim-cluster';

/** What e2e/build/definitions.mjs has made. */
interface Foundation {
  readonly definitions: readonly KubeObject[];
  readonly flux: readonly KubeObject[];
  readonly flagger: readonly KubeObject[];
  readonly charts: readonly Chart[];
}

/** A Helm chart. */
export interface Chart {
  readonly name: string;
  readonly version: string;
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
}

const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace' };

/**
 * Installs what is there before the fleet's first object: API definitions, and what the installer of Flux adds beside its
 * programs (accounts and their rights). Throws when something of the fleet is there already.
 */
export async function installFoundation(plane: ControlPlane): Promise<void> {
  await claimCluster(plane);
  await installBase(plane);
}

/** {@link installFoundation} on a cluster that is not the fleet's. */
export async function installBase({ kube, name }: ControlPlane): Promise<void> {
  const { definitions, flux } = foundation();
  await Promise.all(flux.map((object) => kube.apply(object, 'installer')));
  await define(kube, definitions, name);
}

/** Applies API definitions, and waits until a server serves them. */
export async function define(kube: Kube, definitions: readonly KubeObject[], server: string): Promise<void> {
  await Promise.all(definitions.map((object) => kube.apply(object, 'installer')));
  for (const { apiVersion, kind, metadata } of definitions) {
    await until(`${server}: ${metadata.name} is served`, async () => {
      const found = await kube.get<ConditionedObject>({ apiVersion, kind }, metadata);
      return found?.status?.conditions?.find(({ type, status }) => type === 'Established' && status === 'True');
    });
  }
}

/** Installs Flagger's account and its rights, for where Flagger's chart does not. */
export async function installFlaggerAccount({ kube }: ControlPlane): Promise<void> {
  await kube.apply({ ...NAMESPACE, metadata: { name: 'flagger-system' } }, 'installer');
  for (const object of foundation().flagger) await kube.apply(object, 'installer');
}

/** The charts that can be had from Go modules. */
export function publishedCharts(): readonly Chart[] {
  return foundation().charts;
}

/** The API definitions of a group, as Kubernetes takes them. */
export function definitionsOf(group: string): KubeObject[] {
  return foundation().definitions.filter(({ metadata }) => metadata.name.endsWith(`.${group}`));
}

let read: Foundation | undefined;

function foundation(): Foundation {
  read ??= JSON.parse(readFileSync(definitionsFile(), 'utf8')) as Foundation;
  return read;
}
