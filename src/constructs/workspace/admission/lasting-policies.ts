import { BY_CLUSTER, LEAVING, type Policy } from './policy';

/** A budget that no pod may ever be missing from keeps each node that one of them is on from being drained. */
export const DISRUPTION_BUDGETS: Policy = {
  name: 'disruption-budgets',
  resources: { policy: ['poddisruptionbudgets'] },
  validations: [
    {
      expression: `${LEAVING} || !has(object.spec.maxUnavailable) || !string(object.spec.maxUnavailable).matches('^0+%?$')`,
      message: 'a disruption budget must leave one pod to evict: maxUnavailable must not be 0',
    },
    {
      expression: `${LEAVING} || !has(object.spec.minAvailable) || !string(object.spec.minAvailable).matches('^0*[1-9][0-9][0-9]+%$')`,
      message: 'a disruption budget must leave one pod to evict: minAvailable must be below 100%',
    },
  ],
};

/** A finalizer that nobody takes off keeps an object, and its namespace, from ever being deleted. */
export const FINALIZERS: Policy = {
  name: 'finalizers',
  resources: {
    '': ['configmaps', 'secrets', 'serviceaccounts', 'services'],
    apps: ['daemonsets', 'deployments'],
    autoscaling: ['horizontalpodautoscalers'],
    'flagger.app': ['alertproviders', 'canaries', 'metrictemplates'],
    'gateway.networking.k8s.io': ['grpcroutes', 'httproutes'],
    'helm.toolkit.fluxcd.io': ['helmreleases'],
    'keda.sh': ['scaledobjects'],
    'kustomize.toolkit.fluxcd.io': ['kustomizations'],
    'networking.k8s.io': ['ingresses'],
    policy: ['poddisruptionbudgets'],
    'policy.linkerd.io': ['servers'],
    'source.toolkit.fluxcd.io': ['buckets', 'gitrepositories', 'helmrepositories', 'ocirepositories'],
    'split.smi-spec.io': ['trafficsplits'],
  },
  validations: [
    {
      expression: `${BY_CLUSTER} || !has(object.metadata.finalizers) || object.metadata.finalizers.all(name, name in ['foregroundDeletion', 'orphan'] || (oldObject != null && has(oldObject.metadata.finalizers) && name in oldObject.metadata.finalizers))`,
      message: "a team's object must have no finalizer but those that controllers gave it",
    },
  ],
};
