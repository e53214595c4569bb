import { type Entries, entriesOf } from '../plain-field';
import { type Amounts, sum, times } from './amounts';
import { containerRange } from './container-resources';
import type { Mesh } from './mesh-proxy';
import { objectCounts } from './object-counts';
import { hasPods, owns, type WorkloadUse, workloadUse } from './workload-use';

/** What is around the objects of a namespace. */
export interface NamespaceSurroundings {
  /** The namespace's LimitRange. @default - none */
  readonly limitRange?: Entries;
  /** The mesh that the namespace is in. @default 'none' */
  readonly mesh?: Mesh;
  /** How many nodes a DaemonSet has pods on. @default - not known, so that DaemonSets are not counted */
  readonly nodes?: number;
}

/** What a namespace takes of a ResourceQuota at most. */
export interface NamespaceUse {
  /** Its workloads, each with its steps. */
  readonly workloads: readonly WorkloadUse[];
  /** What all take together when each is at the step where it takes the most: a commit may change them all at once. */
  readonly peak: Amounts;
  /**
   * What pods take that are ending meanwhile. A ResourceQuota counts a pod until it is gone, a Deployment does not wait for
   * that, and while it has no room for the new pods, its progress deadline runs.
   */
  readonly ending: Amounts;
  /** Objects whose pods are not counted, each with the reason. */
  readonly notCounted: readonly string[];
}

/**
 * What a namespace takes of a ResourceQuota at most while its apps are rolled out, as Kubernetes and Flagger 1.44 do it.
 *
 * Versions are taken to be alike: if a new one asks for less than the one it replaces, that one's pods take more than is
 * counted here until they are gone.
 *
 * @param objects all that is declared in the namespace.
 */
export function namespaceUse(objects: readonly Entries[], surroundings: NamespaceSurroundings = {}): NamespaceUse {
  const { limitRange = {}, mesh = 'none', nodes } = surroundings;
  const range = containerRange(limitRange);
  const scalers = objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject');
  const canaries = objects.filter(({ kind }) => kind === 'Canary');
  const workloads: WorkloadUse[] = [];
  const notCounted: string[] = [];
  for (const object of objects.filter(hasPods)) {
    const canary = canaries.find((candidate) => owns(candidate, object));
    const use = workloadUse(object, { range, mesh, scalers, canary, nodes });
    if (typeof use === 'object') workloads.push(use);
    else notCounted.push(`${String(object.kind)} ${String(entriesOf(object.metadata).name)}: ${use}`);
  }
  return {
    workloads,
    peak: sum(...workloads.map(({ pod, peak }) => times(pod, peak.pods)), objectCounts(objects, mesh === 'istio')),
    ending: sum(...workloads.map(({ pod, ending }) => times(pod, ending))),
    notCounted,
  };
}
