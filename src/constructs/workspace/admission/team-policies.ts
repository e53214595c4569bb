import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { WORKSPACE_LABEL } from '../namespaces';

interface Policy {
  /** Which objects, in the plural. */
  readonly resource: string;
  readonly apiGroup: string;
  /** What of them is accepted, in the Common Expression Language, and what is said of others. */
  readonly validations: readonly { readonly expression: string; readonly message: string }[];
}

const ADMISSION = 'admissionregistration.k8s.io/v1';

/** What Roles and quotas cannot tell apart, since it depends on what an object says. */
const POLICIES: readonly Policy[] = [
  {
    // An ExternalName would have the ingress controller carry traffic past the network policies of another namespace;
    // external addresses catch traffic that is meant for others.
    resource: 'services',
    apiGroup: '',
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
  },
  {
    // Flagger's own flag looks at new canaries only: of one that it runs already, it follows whatever is edited in.
    resource: 'canaries',
    apiGroup: 'flagger.app',
    validations: [
      refersToOwn('metrics', 'templateRef', 'metric templates'),
      refersToOwn('alerts', 'providerRef', 'alert providers'),
      {
        expression: `!has(object.spec.upstreamRef) || ${isOwn('object.spec.upstreamRef')}`,
        message: 'a Canary must use the upstreams of its own namespace',
      },
    ],
  },
];

/** The admission policies of all workspaces of a cluster, each an object of the whole cluster. */
export function addPolicies(scope: Construct): void {
  for (const policy of POLICIES) addPolicy(new Construct(scope, policy.resource), policy);
}

function addPolicy(scope: Construct, { resource, apiGroup, validations }: Policy): void {
  const metadata = { name: `workspace-${resource}` };
  new ApiObject(scope, 'policy', {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata,
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        namespaceSelector: { matchExpressions: [{ key: WORKSPACE_LABEL, operator: 'Exists' }] },
        resourceRules: [
          { apiGroups: [apiGroup], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources: [resource] },
        ],
      },
      validations,
    },
  });
  new ApiObject(scope, 'binding', {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata,
    spec: { policyName: metadata.name, validationActions: ['Deny'] },
  });
}

function refersToOwn(list: string, reference: string, what: string): Policy['validations'][number] {
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
