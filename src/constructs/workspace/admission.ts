import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** Whose objects are judged, and where. */
export interface AdmissionScope {
  /** Begins the names of the policies, which are objects of the whole cluster. */
  readonly name: string;
  /** The workspace's namespaces. */
  readonly namespaces: readonly string[];
}

const ADMISSION = 'admissionregistration.k8s.io/v1';

/**
 * What Roles and quotas cannot tell apart: a Service may lead anywhere. An ExternalName would have the ingress controller
 * carry traffic past the network policies of another namespace; external addresses catch traffic that is meant for others.
 */
const SERVICES = [
  {
    expression: "!has(object.spec.type) || object.spec.type != 'ExternalName'",
    message: "a workspace's Service must lead to its own pods, not to another name",
  },
  {
    expression: '!has(object.spec.externalIPs) || object.spec.externalIPs.size() == 0',
    message: "a workspace's Service must not claim addresses outside the cluster",
  },
];

/** The admission policies of a workspace. */
export function addAdmission(scope: Construct, { name, namespaces }: AdmissionScope): void {
  const metadata = { name: `${name}-services` };
  new ApiObject(scope, 'services-policy', {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata,
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        namespaceSelector: {
          matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces }],
        },
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['services'] },
        ],
      },
      validations: SERVICES,
    },
  });
  new ApiObject(scope, 'services-binding', {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata,
    spec: { policyName: metadata.name, validationActions: ['Deny'] },
  });
}
