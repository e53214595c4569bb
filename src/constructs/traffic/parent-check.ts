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
  const texts = parents.map(parentText);
  return parents.flatMap(({ name, namespace, port }, index) => [
    ...checkSubdomainName(`${prop}[${index}].name`, name),
    ...(namespace === undefined ? [] : checkLabelName(`${prop}[${index}].namespace`, namespace)),
    ...(port === undefined ? [] : checkPort(`${prop}[${index}].port`, port)),
    ...(texts.indexOf(texts[index] ?? '') < index ? [named(`${prop}[${index}]`, name)] : []),
  ]);
}

function parentText(parent: GatewayReference): string {
  const { group, kind, name, namespace, port } = parent;
  return JSON.stringify([group, kind, namespace, name, port, 'sectionName' in parent ? parent.sectionName : undefined]);
}

function named(prop: string, got: string): Problem {
  const remedy = 'the API server refuses it twice: remove it, or name another sectionName';
  return { prop, must: 'differ from the others', got, remedy };
}
