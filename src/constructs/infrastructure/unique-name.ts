import type { Construct, IConstruct } from 'constructs';
import { report } from '../report';

const claims = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Reports a name that two constructs of one app share although it names a folder of the output tree.
 *
 * @param construct the construct whose id is the name.
 * @param what what is named, for the message: `cluster`.
 */
export function claimName(construct: Construct, what: string): void {
  const { root, id, path } = construct.node;
  const taken = claims.get(root) ?? new Map<string, string>();
  claims.set(root, taken);
  const key = `${what} ${id}`;
  const owner = taken.get(key);
  if (owner === undefined) {
    taken.set(key, path);
    return;
  }
  const must = `be a name that no other ${what} of the app has`;
  report(construct, [{ prop: 'id', must, got: id, remedy: `${owner} has it already; choose another` }]);
}
