import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Problem } from '../../model/problem';
import { DEPLOY_RULES, type PolicyRule, RESTART_RULES, VIEW_RULES } from './team-rules';

/** Who may do what in a workspace. */
export interface TeamAccess {
  /** The team's name. */
  readonly team: string;
  /** Name of the team's service account. */
  readonly serviceAccount: string;
  /** Namespace of the service account. */
  readonly home: string;
  /** Namespaces that the rights reach to. */
  readonly namespaces: readonly string[];
  /** Groups of people that may change the team's apps by hand. */
  readonly admins: readonly string[];
  /** Groups of people that may look. */
  readonly viewers: readonly string[];
  /** What the account and the admins may do besides in the home namespace. */
  readonly atHome: readonly PolicyRule[];
  /** What only the account may do besides in the home namespace. */
  readonly accountAtHome: readonly PolicyRule[];
}

/** Who is given a Role. */
interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
}

const RBAC = 'rbac.authorization.k8s.io';

/** The team's service account, and in every namespace what the account, the admins and the viewers may do. */
export function addAccess(scope: Construct, access: TeamAccess): void {
  const { team, home, serviceAccount } = access;
  new ApiObject(scope, 'account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: serviceAccount, namespace: home },
    // Flux impersonates the account; a pod that uses it has no need for its token.
    automountServiceAccountToken: false,
  });
  const account = { kind: 'ServiceAccount', name: serviceAccount, namespace: home };
  const admins = access.admins.map(group);
  const viewers = access.viewers.map(group);
  for (const namespace of access.namespaces) {
    const place = new Construct(scope, namespace);
    addRole(place, namespace, `${team}-deploy`, DEPLOY_RULES, [account, ...admins]);
    addRole(place, namespace, `${team}-view`, VIEW_RULES, [...admins, ...viewers]);
    addRole(place, namespace, `${team}-restart`, RESTART_RULES, admins);
  }
  const place = new Construct(scope, 'home');
  if (access.atHome.length > 0) addRole(place, home, `${team}-flux`, access.atHome, [account, ...admins]);
  if (access.accountAtHome.length > 0) addRole(place, home, `${team}-releases`, access.accountAtHome, [account]);
}

/** Checks the groups of a workspace. */
export function checkGroups(prop: string, names: readonly string[]): Problem[] {
  return names.flatMap((got) => {
    if (got.trim() === '') {
      return [{ prop, must: 'name groups', got, remedy: "use the group's name as the identity provider spells it" }];
    }
    if (!got.startsWith('system:')) return [];
    const remedy =
      'use a group of the identity provider; the system: ones hold whoever Kubernetes knows, or its masters';
    return [{ prop, must: 'not name groups of Kubernetes itself', got, remedy }];
  });
}

/** A Role of a namespace, and the binding that gives it to somebody. */
export function addRole(
  scope: Construct,
  namespace: string,
  name: string,
  rules: readonly PolicyRule[],
  subjects: readonly Subject[],
): void {
  const metadata = { name, namespace };
  new ApiObject(scope, `${name}-role`, { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules });
  new ApiObject(scope, `${name}-binding`, {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: RBAC, kind: 'Role', name },
    subjects,
  });
}

/** A group of people, as the identity provider names it. */
export function group(name: string): Subject {
  return { apiGroup: RBAC, kind: 'Group', name };
}
