import type { Kube } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';
import type { Control, Undo } from './control';
import { manifest } from './manifest';

const RBAC = 'rbac.authorization.k8s.io';
const CANNOT =
  /User "(?<user>[^"]+)" cannot (?<verb>\S+) resource "(?<resource>[^"]+)" in API group "(?<group>[^"]*)" (?:in the namespace "(?<namespace>[^"]+)"|at the cluster scope)/;
const GRANTS_MORE = /user "(?<user>[^"]+)" .*is attempting to grant RBAC permissions not currently held/;

interface Missing {
  readonly user: string;
  readonly namespace?: string;
  readonly rule: { readonly apiGroups: string[]; readonly resources: string[]; readonly verbs: string[] };
}

let holes = 0;

/** The team's own Roles: whatever they do not name is forbidden. Switched off by granting just what is missing. */
export const teamRoles: Control = {
  name: "the team's Roles",
  says: new RegExp(`${CANNOT.source.replace(/\?<\w+>/g, '')}|${GRANTS_MORE.source.replace(/\?<\w+>/g, '')}`),
  switchOff: ({ plane }, refusal) => grant(plane.kube, missingOf(refusal)),
};

function missingOf(refusal: string): Missing {
  const { user = '', verb = '', resource = '', group = '', namespace } = CANNOT.exec(refusal)?.groups ?? {};
  if (verb.startsWith('impersonate')) {
    // Newer servers ask for finer verbs first; only the old one makes anybody a master of the cluster.
    return {
      user,
      rule: { apiGroups: [''], resources: ['users', 'groups', 'serviceaccounts'], verbs: ['impersonate'] },
    };
  }
  if (verb !== '') {
    const rule = { apiGroups: [group], resources: [resource], verbs: [verb] };
    // Of a Namespace that is not there yet, no Role can be.
    return { user, rule, ...(namespace !== undefined && resource !== 'namespaces' && { namespace }) };
  }
  const granter = GRANTS_MORE.exec(refusal)?.groups?.['user'];
  if (granter === undefined) throw new Error(`more than the team's Roles must not stop it, got: ${refusal}`);
  const rule = { apiGroups: [RBAC], resources: ['roles', 'clusterroles'], verbs: ['bind', 'escalate'] };
  return { user: granter, rule };
}

async function grant(kube: Kube, { user, rule, namespace }: Missing): Promise<Undo> {
  holes += 1;
  const name = `hole-${holes}`;
  const place = namespace === undefined ? name : `${namespace}/${name}`;
  const [role, binding] = namespace === undefined ? ['ClusterRole', 'ClusterRoleBinding'] : ['Role', 'RoleBinding'];
  const hole: KubeObject[] = [
    manifest(`${RBAC}/v1 ${role}`, place, { rules: [rule] }),
    manifest(`${RBAC}/v1 ${binding}`, place, {
      roleRef: { apiGroup: RBAC, kind: role, name },
      subjects: [{ apiGroup: RBAC, kind: 'User', name: user }],
    }),
  ];
  for (const object of hole) await kube.apply(object);
  return async () => {
    for (const object of hole) await kube.delete(object, object.metadata);
  };
}
