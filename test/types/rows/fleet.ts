import type { Row } from '../row';

const elsewhere = (make: string) => `
const reference = new ClusterReference(app, 'other', { platform: k3s() });
const other = new Environment(reference, 'other', { branch: 'main', profile: profiles.quick, traffic: linkerd() });
${make}`;

/** Mistakes around canaries: where they are, and the Services and routes that Flagger makes. */
export const fleet: readonly Row[] = [
  {
    name: 'a workspace on a cluster of another repository, which would be declared twice',
    right: elsewhere("new TeamApps(other, 'shop', { namespaces: ['shop'] });"),
    wrong: elsewhere("new TeamWorkspace(▶other, 'shop', { namespaces: ['shop'], admins: ['leads'] });"),
    says: [2345, "Type 'ClusterReference' is missing the following properties from type 'Cluster'"],
  },
  {
    name: "a team's apps on a cluster of this repository, which no workspace would look for",
    right: "new TeamWorkspace(dev, 'web', { namespaces: ['web'], admins: ['leads'] });",
    wrong: "new TeamApps(▶dev, 'web', { namespaces: ['web'] });",
    says: [2345, "Property 'declaredElsewhere' is missing in type 'Cluster'"],
  },
  {
    name: 'an environment without a way to shift traffic',
    right: "new Environment(laptop, 'test', { branch: 'test', profile: profiles.quick, traffic: linkerd() });",
    wrong: "new Environment(laptop, 'test', ▶{ branch: 'test', profile: profiles.quick });",
    says: [2345, "Property 'traffic' is missing"],
  },
  {
    name: 'a canary of a construct that is no workload',
    right: "new Canary(shop, 'web-rollout', { target: web, strategy: canary({ stepWeight: 10 }) });",
    wrong: "new Canary(shop, 'web-rollout', { ▶target: shop, strategy: canary({ stepWeight: 10 }) });",
    says: [2739, "Type 'TeamWorkspace' is missing the following properties from type 'CanaryTarget'"],
  },
  {
    name: 'a prop that there is not',
    right: "new Canary(shop, 'web-rollout', { target: web, strategy: canary({ stepWeight: 10 }), suspend: true });",
    wrong: "new Canary(shop, 'web-rollout', { target: web, strategy: canary({ stepWeight: 10 }), ▶suspended: true });",
    says: [2561, "Did you mean to write 'suspend'?"],
  },
  {
    name: 'a timeout without a unit, which the router refuses',
    right: "const service: CanaryService = { timeout: '15s' };",
    wrong: "const service: CanaryService = { ▶timeout: '15' };",
    says: [2322, `Type '"15"' is not assignable to type`],
  },
  {
    name: 'a header of a route by its end, which Istio does not compare in a VirtualService',
    right: "const service: CanaryService = { match: [{ headers: { 'x-user': { prefix: 'in' } } }] };",
    wrong: "const service: CanaryService = { match: [{ headers: { 'x-user': { ▶suffix: 'er' } } }] };",
    says: [2353, "'suffix' does not exist in type 'TextMatch'"],
  },
  {
    name: 'pods near by in a word that Kubernetes does not know',
    right: "const service: CanaryService = { trafficDistribution: 'PreferSameZone' };",
    wrong: "const service: CanaryService = { ▶trafficDistribution: 'SameZone' };",
    says: [2322, `Type '"SameZone"' is not assignable to type`],
  },
];
