import type { Problem } from '../../model/problem';
import type { CanaryService } from './canary-service';
import type { CanaryTarget, TargetServicePort } from './canary-target';

/** The name that Flagger gives the port of its Services. */
const FLAGGER_PORT_NAME = 'http';

/**
 * What Flagger's Services take over from the target's own: the name of the port and its protocol, by which meshes know what
 * is spoken there.
 */
export function targetService({ servicePorts = [] }: CanaryTarget): Pick<CanaryService, 'portName' | 'appProtocol'> {
  const [first] = servicePorts;
  return {
    ...(first !== undefined && first.name !== FLAGGER_PORT_NAME && { portName: first.name }),
    ...(first?.appProtocol !== undefined && { appProtocol: first.appProtocol }),
  };
}

/**
 * Checks that nothing of the target's own Service is lost when Flagger makes it anew: it writes one port, and with port
 * discovery each of the container's under its own number.
 *
 * @param target the target.
 * @param service what the Canary says of its Services.
 */
export function checkTargetService(
  { servicePorts = [], containerPorts = {} }: CanaryTarget,
  { portDiscovery }: CanaryService = {},
): Problem[] {
  const [first, ...others] = servicePorts;
  if (first === undefined) return [];
  const problems = isTcp(first) ? [] : [byTcp(first)];
  if (others.length === 0) return problems;
  if (portDiscovery !== true) return [...problems, undiscovered(others, portDiscovery)];
  return [...problems, ...others.flatMap((port) => checkDiscovered(port, containerPorts[port.name]))];
}

function checkDiscovered(port: TargetServicePort, number: number | undefined): Problem[] {
  const at = `target.servicePorts.${port.name}`;
  const remedy = 'portDiscovery would change it: ';
  const problems = isTcp(port) ? [] : [byTcp(port)];
  if (number !== undefined && number !== port.port) {
    const must = `be the number of the container's port ${number}`;
    problems.push({ prop: at, must, got: port.port, remedy: `${remedy}give the Service that number` });
  }
  if (port.appProtocol !== undefined) {
    const must = 'be left out of a port that Flagger discovers';
    problems.push({ prop: `${at}.appProtocol`, must, got: port.appProtocol, remedy: `${remedy}remove it` });
  }
  return problems;
}

function isTcp({ protocol = 'TCP' }: TargetServicePort): boolean {
  return protocol === 'TCP';
}

function undiscovered(others: readonly TargetServicePort[], got: boolean | undefined): Problem {
  const names = others.map(({ name }) => name);
  const must = `be true for the target's Service to keep its port${names.length > 1 ? 's' : ''} ${names.join(', ')}`;
  const remedy = 'Flagger makes the Service anew, with its first port alone: set it, or leave them out of the Service';
  return { prop: 'service.portDiscovery', must, got, remedy };
}

function byTcp({ name, protocol }: TargetServicePort): Problem {
  const remedy = 'all ports of the Services that Flagger makes are TCP: leave it out of the Service';
  return { prop: `target.servicePorts.${name}`, must: 'be TCP for a Canary', got: protocol, remedy };
}
