import { type Policy, type Validation } from './policy';

/**
 * An ExternalName would have the ingress controller carry traffic past the network policies of another namespace; external
 * addresses catch traffic that is meant for others.
 */
export const SERVICES: Policy = {
  name: 'services',
  resources: { '': ['services'] },
  validations: [
    {
      expression: "!has(object.spec.type) || object.spec.type != 'ExternalName'",
      message: "a workspace's Service must lead to its own pods, not to another name",
    },
    {
      expression: '!has(object.spec.externalIPs) || object.spec.externalIPs.size() == 0',
      message: "a workspace's Service must not claim addresses outside the cluster",
    },
  ],
};

/** Flagger's own flag looks at new canaries only: of one that it runs already, it follows whatever is edited in. */
export const CANARIES: Policy = {
  name: 'canaries',
  resources: { 'flagger.app': ['canaries'] },
  validations: [
    refersToOwn('metrics', 'templateRef', 'metric templates'),
    refersToOwn('alerts', 'providerRef', 'alert providers'),
    {
      expression: `!has(object.spec.upstreamRef) || ${isOwn('object.spec.upstreamRef')}`,
      message: 'a Canary must use the upstreams of its own namespace',
    },
  ],
};

function refersToOwn(list: string, reference: string, what: string): Validation {
  const items = `object.spec.analysis.${list}`;
  return {
    expression: `!has(object.spec.analysis) || !has(${items}) || ${items}.all(item, !has(item.${reference}) || ${isOwn(`item.${reference}`)})`,
    message: `a Canary must use the ${what} of its own namespace`,
  };
}

function isOwn(reference: string): string {
  const namespace = `${reference}.namespace`;
  return `(!has(${namespace}) || ${namespace} == '' || ${namespace} == object.metadata.namespace)`;
}
