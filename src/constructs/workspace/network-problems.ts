import { isIP } from 'node:net';
import { checkLabelName } from '../../model/name';
import type { Problem } from '../../model/problem';
import type { TeamNetwork } from './network';

/** Checks namespaces, addresses and ports of a workspace's network. */
export function checkNetwork({ allowFrom = [], allowTo = [], metricsPorts = [] }: TeamNetwork = {}): Problem[] {
  return [
    ...allowFrom.flatMap(({ namespace, ports }) => [
      ...checkLabelName('network.allowFrom.namespace', namespace),
      ...checkSomePorts('network.allowFrom.ports', ports),
    ]),
    ...allowTo.flatMap((peer) => [
      ...('cidr' in peer ? checkCidr(peer.cidr) : checkLabelName('network.allowTo.namespace', peer.namespace)),
      ...checkSomePorts('network.allowTo.ports', peer.ports),
    ]),
    ...checkPorts('network.metricsPorts', metricsPorts),
  ];
}

function checkSomePorts(prop: string, ports: readonly number[]): Problem[] {
  // A rule without ports opens all of them.
  if (ports.length === 0) return [{ prop, must: 'not be empty', got: ports, remedy: 'name the ports to open' }];
  return checkPorts(prop, ports);
}

function checkPorts(prop: string, ports: readonly number[]): Problem[] {
  return ports
    .filter((port) => !Number.isInteger(port) || port < 1 || port > 65535)
    .map((got) => ({ prop, must: 'be whole numbers from 1 to 65535', got, remedy: "use the container's port" }));
}

function checkCidr(got: string): Problem[] {
  const [address = '', length = '', ...rest] = got.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (rest.length === 0 && /^[0-9]{1,3}$/.test(length) && Number(length) <= bits) return [];
  return [
    {
      prop: 'network.allowTo.cidr',
      must: 'be addresses in CIDR notation',
      got,
      remedy: 'write it like "203.0.113.0/24"',
    },
  ];
}
