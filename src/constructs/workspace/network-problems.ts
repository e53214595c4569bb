import type { Construct } from 'constructs';
import { CalledPorts, CALLING_KINDS } from '../../manifest/network/called-ports';
import { isCidr } from '../../model/cidr';
import { checkLabelName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { manifestOf } from '../../model/manifest-of';
import { objectsBelow } from './app-places';
import type { TeamNetwork } from './team-network';
import { SHARED_HOST } from './platform-calls';

/** Checks namespaces, addresses and ports of a workspace's network. */
export function checkNetwork(network: TeamNetwork = {}): Problem[] {
  const { allowFrom = [], allowTo = [] } = network;
  return [
    ...allowFrom.flatMap(({ namespace, ports }) => [
      ...checkLabelName('network.allowFrom.namespace', namespace),
      ...checkSomePorts('network.allowFrom.ports', ports),
    ]),
    ...allowTo.flatMap((peer) => [
      ...('cidr' in peer ? checkCidr(peer.cidr) : checkLabelName('network.allowTo.namespace', peer.namespace)),
      ...checkSomePorts('network.allowTo.ports', peer.ports),
    ]),
    ...(['ingressPorts', 'flaggerPorts', 'metricsPorts'] as const).flatMap((prop) =>
      checkPorts(`network.${prop}`, network[prop] ?? []),
    ),
  ];
}

/** At which ports of their pods the objects below a construct have the platform call. */
export function calledPorts(workspace: Construct): CalledPorts {
  const calling = objectsBelow(workspace).filter(({ kind }) => CALLING_KINDS.includes(kind));
  return new CalledPorts(calling.map(manifestOf).filter((found) => found !== undefined));
}

/** Checks that no Canary uses a load tester that the workspace keeps out. */
export function checkSharedTester(
  workspace: Construct,
  namespaces: readonly string[],
  { sharedLoadTester }: TeamNetwork = {},
): Problem[] {
  if (sharedLoadTester !== false) return [];
  const calls = calledPorts(workspace);
  const asking = namespaces.filter((namespace) => calls.asks(namespace, SHARED_HOST));
  return asking.map((got) => ({
    prop: 'network.sharedLoadTester',
    must: 'be left out while Canaries use the load tester that all teams share',
    got: `false, with such Canaries in namespace ${got}`,
    remedy: 'create a LoadTester in the workspace: its Canaries then use that one',
  }));
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
  if (isCidr(got)) return [];
  return [
    {
      prop: 'network.allowTo.cidr',
      must: 'be addresses in CIDR notation',
      got,
      remedy: 'write it like "203.0.113.0/24"',
    },
  ];
}
