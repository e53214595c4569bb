/** A rule of a Role, as Kubernetes spells it. */
export interface PolicyRule {
  /** API groups; the core group is the empty string. */
  readonly apiGroups: readonly string[];
  /** Resources, and subresources behind a `/`. */
  readonly resources: readonly string[];
  /** What may be done. */
  readonly verbs: readonly string[];
}

type Resources = Readonly<Record<string, readonly string[]>>;

/** Looking. */
export const READ = ['get', 'list', 'watch'];
/** Looking and changing. */
export const CHANGE = [...READ, 'create', 'update', 'patch', 'delete'];

/**
 * What a team ships. Not here, though Kubernetes' `edit` has them: Secrets (who may create and read them can make a
 * lasting token for any account of the namespace: see team-secrets.ts), tokens, impersonation, `exec`, and everything that sets the team's
 * own limits.
 */
const SHIPPED: Resources = {
  '': ['configmaps', 'serviceaccounts', 'services'],
  apps: ['deployments'],
  autoscaling: ['horizontalpodautoscalers'],
  'flagger.app': ['alertproviders', 'canaries', 'metrictemplates'],
  'gateway.networking.k8s.io': ['grpcroutes', 'httproutes'],
  'keda.sh': ['scaledobjects'],
  'networking.k8s.io': ['ingresses'],
  policy: ['poddisruptionbudgets'],
  'policy.linkerd.io': ['authorizationpolicies', 'meshtlsauthentications', 'networkauthentications', 'servers'],
  'split.smi-spec.io': ['trafficsplits'],
};

/** What controllers make of it; Flux looks at these to see whether what it applied is healthy. */
const GENERATED: Resources = {
  '': ['pods'],
  apps: ['replicasets'],
  'networking.istio.io': ['destinationrules', 'virtualservices'],
};

/** What people need besides to see why something does not run. */
const INSIGHT: Resources = {
  '': ['endpoints', 'events', 'limitranges', 'resourcequotas'],
  'discovery.k8s.io': ['endpointslices'],
  'events.k8s.io': ['events'],
  'kustomize.toolkit.fluxcd.io': ['kustomizations'],
  'linkerd.io': ['serviceprofiles'],
  'metrics.k8s.io': ['pods'],
  'networking.k8s.io': ['networkpolicies'],
  // A Receiver's status has the path that the Git host must call.
  'notification.toolkit.fluxcd.io': ['alerts', 'providers', 'receivers'],
  'rbac.authorization.k8s.io': ['rolebindings', 'roles'],
  'source.toolkit.fluxcd.io': ['gitrepositories'],
};

/** What the account that applies the team's apps may do, and the team's admins by hand. */
export const DEPLOY_RULES: readonly PolicyRule[] = [...rules(SHIPPED, CHANGE), ...rules(GENERATED, READ)];

/** What all the team's people may see. */
export const VIEW_RULES: readonly PolicyRule[] = [
  ...rules(SHIPPED, READ),
  ...rules(GENERATED, READ),
  ...rules(INSIGHT, READ),
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
];

/** What the team's admins may do besides: have pods started anew. */
export const RESTART_RULES: readonly PolicyRule[] = [
  { apiGroups: [''], resources: ['pods'], verbs: ['delete'] },
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
];

function rules(resources: Resources, verbs: readonly string[]): PolicyRule[] {
  return Object.entries(resources).map(([group, names]) => ({ apiGroups: [group], resources: names, verbs }));
}

/** Whether every team's account may apply objects of a kind. */
export function isShipped(group: string, kind: string): boolean {
  const singular = kind.toLowerCase();
  const plurals = [`${singular}s`, `${singular}es`, singular.replace(/y$/, 'ies')];
  return (SHIPPED[group] ?? []).some((resource) => plurals.includes(resource));
}
