import type { Right } from './tenancy-rights';

/** Why a workspace differs from what Weave's tenants get. */
export interface Explanation {
  /** Whether the right is ours alone or theirs alone. */
  readonly of: 'ours' | 'theirs';
  readonly who: readonly Right['who'][];
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
  readonly why: string;
}

const READ = ['get', 'list', 'watch'];
const CHANGE = [...READ, 'create', 'update', 'patch', 'delete'];
const BOTH = ['account', 'people'] as const;

const RESTART = "the team's admins, whom their tenants need not have, have pods started anew";

/** Every difference there may be. A right that no line names fails the test, and so does a reason that is no longer one. */
export const EXPLANATIONS: readonly Explanation[] = [
  {
    of: 'theirs',
    who: BOTH,
    verbs: ['get', 'list'],
    resources: ['namespaces'],
    why: 'stricter: in a Role it reaches the one Namespace at most, and nothing that a team ships needs it',
  },
  {
    of: 'theirs',
    who: ['account'],
    verbs: ['*'],
    resources: ['*'],
    why: 'stricter: their tenants without rules get cluster-admin in the namespace; ours ship a list of kinds',
  },
  {
    of: 'ours',
    who: BOTH,
    verbs: CHANGE,
    resources: [
      'configmaps',
      'serviceaccounts',
      'services',
      'apps/deployments',
      'autoscaling/horizontalpodautoscalers',
      'flagger.app/alertproviders',
      'flagger.app/canaries',
      'flagger.app/metrictemplates',
      'gateway.networking.k8s.io/grpcroutes',
      'gateway.networking.k8s.io/httproutes',
      'keda.sh/scaledobjects',
      'networking.k8s.io/ingresses',
      'policy/poddisruptionbudgets',
      'policy.linkerd.io/authorizationpolicies',
      'policy.linkerd.io/meshtlsauthentications',
      'policy.linkerd.io/networkauthentications',
      'policy.linkerd.io/servers',
      'split.smi-spec.io/trafficsplits',
    ],
    why: 'what a team ships; theirs leave it to rules of each tenant, and their examples ship nothing',
  },
  {
    of: 'ours',
    who: BOTH,
    verbs: READ,
    resources: [
      'pods',
      'apps/replicasets',
      'networking.istio.io/destinationrules',
      'networking.istio.io/virtualservices',
    ],
    why: 'what controllers make of it, which Flux reads to see its health',
  },
  {
    of: 'ours',
    who: ['people'],
    verbs: READ,
    resources: [
      'endpoints',
      'events',
      'limitranges',
      'resourcequotas',
      'discovery.k8s.io/endpointslices',
      'events.k8s.io/events',
      'kustomize.toolkit.fluxcd.io/kustomizations',
      'linkerd.io/serviceprofiles',
      'metrics.k8s.io/pods',
      'networking.k8s.io/networkpolicies',
      'notification.toolkit.fluxcd.io/alerts',
      'notification.toolkit.fluxcd.io/providers',
      'notification.toolkit.fluxcd.io/receivers',
      'rbac.authorization.k8s.io/rolebindings',
      'rbac.authorization.k8s.io/roles',
      'source.toolkit.fluxcd.io/gitrepositories',
    ],
    why: 'what people need to see why something does not run',
  },
  { of: 'ours', who: ['people'], verbs: ['get'], resources: ['pods/log'], why: 'logs of their own pods' },
  { of: 'ours', who: ['people'], verbs: ['delete'], resources: ['pods'], why: RESTART },
  { of: 'ours', who: ['people'], verbs: ['create'], resources: ['pods/eviction'], why: RESTART },
];
