import { checkLabelName, checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkPort } from './integer';
import type { GatewayReference } from './traffic-provider';

/**
 * Checks the parents of a route.
 *
 * @param prop the prop that holds them, for the message.
 * @param parents the Gateways and Services.
 */
export function checkParents(prop: string, parents: readonly GatewayReference[]): Problem[] {
  return parents.flatMap(({ name, namespace, port }, index) => [
    ...checkSubdomainName(`${prop}[${index}].name`, name),
    ...(namespace === undefined ? [] : checkLabelName(`${prop}[${index}].namespace`, namespace)),
    ...(port === undefined ? [] : checkPort(`${prop}[${index}].port`, port)),
  ]);
}
