import { amountOf, amountText } from '../../manifest/quota/amounts';
import type { NamespaceUse } from '../../manifest/quota/namespace-use';
import type { TeamQuota } from './quota';

/** What is counted of pods. A limit that some containers do not have, a quota must not name: it would refuse those. */
const OF_PODS = ['pods', 'requests.cpu', 'requests.memory', 'limits.memory'];

/** Ways into the cluster that go around the ingress controller are not part of a workspace. */
const NO_WAYS_AROUND = { 'services.loadbalancers': '0', 'services.nodeports': '0' };

/**
 * For a namespace whose pods are declared elsewhere, in the team's own repository for example: room for two Podinfo apps in
 * the middle of a rollout, four pods at most each, with a mesh proxy in every pod, and some pods to spare.
 */
const ELSEWHERE: TeamQuota = {
  configmaps: '50',
  pods: '24',
  'requests.cpu': '5',
  'requests.memory': '4Gi',
  'limits.memory': '18Gi',
  ...NO_WAYS_AROUND,
};

/** A commit may rename each ConfigMap, which is then there twice; Flagger keeps its copies of those that are gone. */
const CONFIG_MAPS_TO_SPARE = 10;

/**
 * The quota of a namespace that is given none: what its apps take when all are rolled out at once, and room for the pods that
 * are ending meanwhile. No more: what nobody declares, nobody needs room for.
 */
export function defaultQuota({ workloads, peak, ending }: NamespaceUse): TeamQuota {
  if (workloads.length === 0) return ELSEWHERE;
  const ofPods = OF_PODS.map((resource) => {
    const amount = amountOf(peak, resource) + amountOf(ending, resource);
    return [resource, amountText(resource, amount)] as const;
  });
  const configMaps = 2 * (amountOf(peak, 'configmaps') / 1000) + CONFIG_MAPS_TO_SPARE;
  return { configmaps: String(configMaps), ...Object.fromEntries(ofPods), ...NO_WAYS_AROUND };
}
