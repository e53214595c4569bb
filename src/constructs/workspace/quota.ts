import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Problem } from '../../model/problem';
import { checkQuantities } from './quantity';

/** What the pods of one namespace may take together: a ResourceQuota's `hard`, spelled as Kubernetes does. */
export type TeamQuota = Readonly<Record<string, string>>;

/**
 * Room for two Podinfo apps in the middle of a rollout: four pods at most each, twice over while Flagger runs primary and
 * canary side by side, one more of each while a Deployment surges, a mesh proxy in every pod, and some pods to spare. Ways
 * into the cluster that go around the ingress controller are not part of a workspace.
 */
const DEFAULTS: TeamQuota = {
  pods: '24',
  'requests.cpu': '5',
  'requests.memory': '4Gi',
  'limits.memory': '18Gi',
  'services.loadbalancers': '0',
  'services.nodeports': '0',
};

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

/** The quotas of each namespace: one for all pods, and no room at all for pods that rank above everybody's. */
export function addQuotas(scope: Construct, namespaces: readonly string[], quota: TeamQuota = {}): void {
  for (const namespace of namespaces) {
    new ApiObject(scope, namespace, {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'workspace', namespace },
      spec: { hard: { ...DEFAULTS, ...quota } },
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
