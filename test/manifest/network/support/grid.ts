import { parseAllDocuments } from 'yaml';
import type { AddressEndpoint, PodEndpoint, PortNumber } from '../../../../src/manifest/network/endpoint';
import type { Labels } from '../../../../src/manifest/network/label-selector';
import { mayConnect, type Network } from '../../../../src/manifest/network/may-connect';
import type { NetworkPolicy } from '../../../../src/manifest/network/network-policy';

const NAMESPACES: Readonly<Record<string, Labels>> = { x: { ns: 'x' }, y: { ns: 'y' }, z: { ns: 'z' } };

/** Three namespaces with three pods each, all of which serve 80 (`web`) and 81, over TCP and UDP. */
const PODS: readonly PodEndpoint[] = Object.keys(NAMESPACES).flatMap((namespace, row) =>
  ['a', 'b', 'c'].map((name, column) => ({
    name,
    namespace,
    labels: { pod: name },
    ip: `10.${row}.0.${column}`,
    ports: [
      { name: 'web', number: 80 },
      { name: 'web-udp', number: 80, protocol: 'UDP' as const },
    ],
  })),
);

/** The policies of a YAML stream of `name`, `namespace` and the fields of `spec`. */
function policiesOf(text: string): NetworkPolicy[] {
  return parseAllDocuments(text).map((document, index) => {
    const { namespace, ...spec } = document.toJS() as { namespace: string };
    return { metadata: { name: `policy-${index}`, namespace }, spec };
  });
}

/** `x/a` is a pod, anything with a dot an address. */
function endpointOf(text: string): AddressEndpoint | PodEndpoint {
  if (text.includes('.')) return { ip: text };
  const found = PODS.find(({ namespace, name }) => `${namespace}/${name}` === text);
  if (found === undefined) throw new Error(`no pod ${text}`);
  return found;
}

/** `80`, or `80/UDP`. */
function portOf(text: string): PortNumber {
  const [number, protocol = 'TCP'] = text.split('/');
  return { number: Number(number), protocol: protocol as 'TCP' | 'UDP' };
}

/** Who among the nine pods reaches a pod, as `x/a x/b`. */
export function reaching(policies: string, to: string, port = '80'): string {
  const network: Network = { namespaces: NAMESPACES, policies: policiesOf(policies) };
  return allowed((pod) => mayConnect(network, pod, endpointOf(to), portOf(port)).allowed);
}

/** Whom a pod reaches among the nine. */
export function reachedBy(policies: string, from: string, port = '80'): string {
  const network: Network = { namespaces: NAMESPACES, policies: policiesOf(policies) };
  return allowed((pod) => mayConnect(network, endpointOf(from), pod, portOf(port)).allowed);
}

/** Whether one connection is let. */
export function lets(policies: string, from: string, to: string, port = '80'): boolean {
  const network: Network = { namespaces: NAMESPACES, policies: policiesOf(policies) };
  return mayConnect(network, endpointOf(from), endpointOf(to), portOf(port)).allowed;
}

function allowed(test: (pod: PodEndpoint) => boolean): string {
  return PODS.filter(test)
    .map(({ namespace, name }) => `${namespace}/${name}`)
    .join(' ');
}
