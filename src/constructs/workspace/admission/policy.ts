import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { WORKSPACE_LABEL } from '../namespaces';
import { listVariable, type WorkspaceList } from './workspace-lists';

const ADMISSION = 'admissionregistration.k8s.io/v1';

/** What is accepted, in the Common Expression Language, and what is said of anything else. */
export interface Validation {
  readonly expression: string;
  readonly message: string;
}

/** An admission policy for the namespaces of all workspaces of a cluster. */
export interface Policy {
  /** Its name, behind `workspace-`. */
  readonly name: string;
  /** Which objects: resources, in the plural, by API group. */
  readonly resources: Readonly<Record<string, readonly string[]>>;
  /** Whether deletions are judged, too; `object` is then null. @default false */
  readonly deletions?: boolean;
  /** Lists of the workspace that are compared, as `variables.<list>`. @default - none */
  readonly lists?: readonly WorkspaceList[];
  readonly validations: readonly Validation[];
}

/** Writes a policy and its binding. */
export function addPolicy(scope: Construct, policy: Policy): void {
  const place = new Construct(scope, policy.name);
  const metadata = { name: `workspace-${policy.name}` };
  const operations = ['CREATE', 'UPDATE', ...(policy.deletions === true ? ['DELETE'] : [])];
  const { lists = [] } = policy;
  new ApiObject(place, 'policy', {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata,
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        namespaceSelector: { matchExpressions: [{ key: WORKSPACE_LABEL, operator: 'Exists' }] },
        resourceRules: Object.entries(policy.resources).map(([group, resources]) => ({
          apiGroups: [group],
          apiVersions: ['*'],
          operations,
          resources,
        })),
      },
      ...(lists.length > 0 && { variables: lists.map(listVariable) }),
      validations: policy.validations,
    },
  });
  new ApiObject(place, 'binding', {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata,
    spec: { policyName: metadata.name, validationActions: ['Deny'] },
  });
}

/** What goes must be let go of, whatever it says: a controller takes its finalizer off by an update. */
export const LEAVING =
  "(request.operation == 'DELETE' || (has(object.metadata.deletionTimestamp) && object.spec == oldObject.spec))";

/**
 * Whoever may do the same in all namespaces is an admin, or a controller. Kustomize-controller is one when it applies what
 * the admins wrote; it acts as the team when it applies what the team wrote.
 */
export const BY_CLUSTER =
  'authorizer.group(request.resource.group).resource(request.resource.resource).check(request.operation.lowerAscii()).allowed()';

/** Whether an optional field, where it is there, satisfies an expression about it. */
export function where(field: string, expression: string): string {
  return `(!has(${field}) || ${expression})`;
}
