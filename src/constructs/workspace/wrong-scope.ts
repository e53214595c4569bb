import type { Construct } from 'constructs';
import { Environment } from '../infrastructure/environment';

/**
 * Says that a construct is created in the wrong place: in JavaScript the compiler does not.
 *
 * @param scope where it is created.
 * @param id its id.
 * @param where where it belongs: `an Environment of a ClusterReference`.
 * @param remedy what to do where an environment is the wrong one.
 */
export function wrongScope(scope: Construct, id: string, where: string, remedy: string): Error {
  const inEnvironment = scope instanceof Environment;
  const got = inEnvironment ? `one of ${scope.node.scope?.node.path ?? 'nothing'}` : scope.constructor.name;
  const advice = inEnvironment ? remedy : 'create it in the Environment that the apps run in';
  return new Error(`${scope.node.path}/${id}: scope must be ${where}, got ${got}; ${advice}`);
}
