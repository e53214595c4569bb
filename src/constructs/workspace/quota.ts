import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Problem } from '../../model/problem';
import { checkQuantities } from './quantity';

/** What the pods of one namespace may take together: a ResourceQuota's `hard`, spelled as Kubernetes does. */
export type TeamQuota = Readonly<Record<string, string>>;

/** Names that Kubernetes counts without a group or a class in front. */
const PLAIN_RESOURCES = [
  'configmaps',
  'cpu',
  'ephemeral-storage',
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'memory',
  'persistentvolumeclaims',
  'pods',
  'replicationcontrollers',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
  'requests.storage',
  'resourcequotas',
  'secrets',
  'services',
  'services.loadbalancers',
  'services.nodeports',
];

/** Classes of Kubernetes itself. Their pods would push those of other teams, and of the platform, off the nodes. */
const SYSTEM_CLASSES = ['system-cluster-critical', 'system-node-critical'];

/**
 * The quotas of each namespace: one for all that the team has in it, and no room at all for pods that rank above everybody's.
 *
 * @param hardOf the quota of a namespace; asked when the objects are rendered, since then all apps are there.
 */
export function addQuotas(
  scope: Construct,
  namespaces: readonly string[],
  hardOf: (namespace: string) => TeamQuota,
): void {
  for (const namespace of namespaces) {
    new ApiObject(scope, namespace, {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'workspace', namespace },
      // Not a Lazy, which would make it an object that only cdk8s can render, at many times the cost.
      spec: {
        get hard() {
          return { ...hardOf(namespace) };
        },
      },
    });
    // No namespace has a dot in its name.
    new ApiObject(scope, `${namespace}.system-priority`, {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'system-priority', namespace },
      spec: {
        hard: { pods: '0' },
        scopeSelector: {
          matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: SYSTEM_CLASSES }],
        },
      },
    });
  }
}

/** Checks the names and the values of a quota. */
export function checkQuota(quota: TeamQuota = {}): Problem[] {
  const unknown = Object.keys(quota).filter((name) => !PLAIN_RESOURCES.includes(name) && !name.includes('/'));
  return [
    ...unknown.map((name) => ({
      prop: 'quota',
      must: 'name resources that a ResourceQuota counts',
      got: name,
      remedy: `use one of ${PLAIN_RESOURCES.join(', ')}, or "count/<resource>.<group>"`,
    })),
    ...checkQuantities('quota', quota),
  ];
}
