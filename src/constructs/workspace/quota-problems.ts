import { amountOf, amountText } from '../../manifest/quota/amounts';
import type { NamespaceUse } from '../../manifest/quota/namespace-use';
import type { RolloutStep } from '../../manifest/quota/rollout-steps';
import type { WorkloadUse } from '../../manifest/quota/workload-use';
import type { Problem } from '../../model/problem';
import { thousandths } from '../../model/quantity';
import type { TeamQuota } from './quota';

/** The amounts that each container must have as soon as a quota names them, by where it has them. */
const ASKED_OF_CONTAINERS: Readonly<Record<string, readonly ['requests' | 'limits', string]>> = {
  cpu: ['requests', 'cpu'],
  memory: ['requests', 'memory'],
  'requests.cpu': ['requests', 'cpu'],
  'requests.memory': ['requests', 'memory'],
  'limits.cpu': ['limits', 'cpu'],
  'limits.memory': ['limits', 'memory'],
};

/** The steps as messages name them. */
const STEPS: Readonly<Record<RolloutStep, string>> = {
  initializing: 'while its primary starts',
  progressing: 'while it is analysed',
  restarting: 'when a newer version restarts its analysis',
  promoting: 'while it is promoted',
  overtaken: 'when a newer version overtakes its promotion',
  running: 'while it runs',
  updating: 'while its pods are replaced',
};

/** As many workloads as a message names. */
const NAMED = 3;

/**
 * Checks that a quota has room for what a namespace takes at most, and does not refuse its pods altogether.
 *
 * @param namespace for the messages.
 * @param quota the whole quota of the namespace.
 * @param use what the namespace takes.
 */
export function checkRoom(namespace: string, quota: TeamQuota, use: NamespaceUse): Problem[] {
  return Object.entries(quota).flatMap(([resource, got]) => [
    ...tooSmall(namespace, resource, got, use),
    ...notAsked(resource, got, use),
  ]);
}

/** Checks that everything is counted, unless the quota says itself how many pods there may be. */
export function checkCounted(namespace: string, quota: TeamQuota, { notCounted }: NamespaceUse): Problem[] {
  if (quota.pods !== undefined) return [];
  return notCounted.map((got) => ({
    prop: 'quota',
    must: `be given for what cannot be counted in namespace ${namespace}`,
    got,
    remedy: 'give at least pods, with room for its rollout',
  }));
}

function tooSmall(namespace: string, resource: string, got: string, { peak, workloads }: NamespaceUse): Problem[] {
  const [needed, given] = [amountOf(peak, resource), thousandths(got)];
  // What is not a quantity is reported as such.
  if (!(needed > given)) return [];
  const [least, missing] = [needed, needed - given].map((amount) => amountText(resource, amount));
  const takers = workloads.filter(({ pod }) => amountOf(pod, resource) > 0);
  const who = takers.length === 0 ? '' : ` (${takersText(resource, takers)})`;
  const remedy = `that is ${missing ?? ''} too small: raise it, or ${takers.length === 0 ? 'declare fewer' : 'lower what the apps take'}`;
  return [
    { prop: `quota.${resource}`, must: `be at least ${least ?? ''} in namespace ${namespace}${who}`, got, remedy },
  ];
}

function takersText(resource: string, takers: readonly WorkloadUse[]): string {
  const taken = ({ pod, peak }: WorkloadUse) => amountOf(pod, resource) * peak.pods;
  const sorted = [...takers].sort((a, b) => taken(b) - taken(a));
  const texts = sorted.slice(0, NAMED).map((use) => {
    const { pods, step } = use.peak;
    const inPods = resource === 'pods' ? '' : ` in ${pods} ${pods === 1 ? 'pod' : 'pods'}`;
    return `${use.workload} takes ${amountText(resource, taken(use))}${inPods} ${STEPS[step]}`;
  });
  const more = sorted.length > NAMED ? [`and ${sorted.length - NAMED} more`] : [];
  return [...texts, ...more].join('; ');
}

/** A quota refuses every pod with a container that does not say how much it wants of what the quota names. */
function notAsked(resource: string, got: string, { workloads }: NamespaceUse): Problem[] {
  const [kind, name] = ASKED_OF_CONTAINERS[resource] ?? [];
  if (kind === undefined || name === undefined) return [];
  const silent = workloads.flatMap(({ workload, containers }) =>
    containers.filter((one) => !one[kind].has(name)).map((one) => `${one.name} of ${workload}`),
  );
  if (silent.length === 0) return [];
  const defaults = kind === 'limits' ? 'limits.default' : 'limits.defaultRequest';
  const must = `be left out while containers have no ${name} in their ${kind}, like ${silent[0] ?? ''}`;
  const remedy = `it would refuse their pods: give it to the containers, or to all that have none as ${defaults}.${name}`;
  return [{ prop: `quota.${resource}`, must, got, remedy }];
}
