import type { Kube } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';

/** Kinds that a workspace and its apps are made of, those that controllers make of them included. */
const KINDS: readonly (readonly [apiVersion: string, kind: string])[] = [
  ['v1', 'ConfigMap'],
  ['v1', 'LimitRange'],
  ['v1', 'Namespace'],
  ['v1', 'Pod'],
  ['v1', 'ResourceQuota'],
  ['v1', 'Secret'],
  ['v1', 'Service'],
  ['v1', 'ServiceAccount'],
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'],
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'ReplicaSet'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['flagger.app/v1beta1', 'Canary'],
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['rbac.authorization.k8s.io/v1', 'Role'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
  ['source.toolkit.fluxcd.io/v1', 'GitRepository'],
];

/**
 * The objects of a team: those in its namespace, the namespace itself and those of the whole cluster that bear its name.
 *
 * @param kube the cluster.
 * @param team the team, whose namespace has its name.
 * @returns by kind, namespace and name, what tells one state of an object from another: its uid and resourceVersion; where
 *   a controller keeps writing a status, its uid and all that is not status.
 */
export async function objectsOf(kube: Kube, team: string): Promise<Readonly<Record<string, string>>> {
  const found = KINDS.map(async ([apiVersion, kind]) => {
    const objects = await kube.list<KubeObject & { status?: unknown }>({ apiVersion, kind });
    return objects
      .filter(({ metadata: { namespace, name } }) =>
        namespace === undefined || namespace === 'flux-system'
          ? name === team || name.startsWith(`workspace-dev-${team}`)
          : namespace === team,
      )
      .map((object) => [`${kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`, stateOf(object)]);
  });
  return Object.fromEntries((await Promise.all(found)).flat()) as Record<string, string>;
}

function stateOf({ status, metadata, ...rest }: KubeObject & { status?: unknown }): string {
  const { uid = '', resourceVersion = '', labels, annotations, deletionTimestamp } = metadata;
  if (status === undefined) return `${uid} ${resourceVersion}`;
  return JSON.stringify([uid, labels, annotations, deletionTimestamp, rest]);
}
