import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

const RBAC = 'rbac.authorization.k8s.io';
const RESOURCES = ['alertproviders', 'canaries', 'metrictemplates'];

/**
 * Flagger's objects in Kubernetes' own roles, which its chart leaves out: who may `view` a namespace sees them, who may
 * `edit` or `admin` it changes them. Nobody gets `canaries/status`, which is Flagger's to write.
 *
 * A workspace's people have Roles of their own; these are for everybody else.
 */
export function addAggregatedRoles(folder: Construct): void {
  const file = new Construct(folder, 'roles');
  addRole(file, 'view', ['get', 'list', 'watch'], ['view', 'edit', 'admin']);
  addRole(file, 'edit', ['create', 'update', 'patch', 'delete', 'deletecollection'], ['edit', 'admin']);
}

function addRole(scope: Construct, id: string, verbs: readonly string[], into: readonly string[]): void {
  new ApiObject(scope, id, {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: {
      name: `flagger-${id}`,
      labels: Object.fromEntries(into.map((role) => [`${RBAC}/aggregate-to-${role}`, 'true'])),
    },
    rules: [{ apiGroups: ['flagger.app'], resources: RESOURCES, verbs }],
  });
}
