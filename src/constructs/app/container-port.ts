import type { Problem } from '../../model/problem';
import { checkPort, checkTargetPort } from '../traffic/integer';

/** A port of a container, with more to say of it than its number. */
export interface ContainerPort {
  /** The number. */
  readonly containerPort: number;
  /** The protocol. Flagger's Services carry TCP only. @default - not written: Kubernetes takes TCP */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
}

/**
 * The ports of a container by name; a number alone is a TCP port.
 *
 * @typeParam Port the names.
 */
export type ContainerPorts<Port extends string = string> = Readonly<Record<Port, number | ContainerPort>>;

/** The number of a port. */
export function portNumber(port: number | ContainerPort): number {
  return typeof port === 'object' ? port.containerPort : port;
}

/** The numbers of ports, by name. */
export function portNumbers(ports: ContainerPorts): Record<string, number> {
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, portNumber(port)]));
}

/** Ports as a container lists them. */
export function containerPorts(ports: ContainerPorts): object[] {
  return Object.entries(ports).map(([name, port]) => ({
    name,
    ...(typeof port === 'number' ? { containerPort: port, protocol: 'TCP' } : port),
  }));
}

/** Checks the names and numbers of a container's ports. */
export function checkPorts(prop: string, ports: ContainerPorts): Problem[] {
  return Object.entries(ports).flatMap(([name, port]) => [
    ...checkTargetPort(prop, name),
    ...checkPort(`${prop}.${name}`, portNumber(port)),
  ]);
}

/**
 * Checks that no two ports of a pod, whose containers share one network, have the same number and protocol. Kubernetes
 * takes that within a pod, and the second container then never starts.
 *
 * @param ports the ports of the pod's containers, by prop.
 */
export function checkPortNumbers(ports: readonly (readonly [prop: string, port: number | ContainerPort])[]): Problem[] {
  const owners = new Map<string, string>();
  return ports.flatMap(([prop, port]): Problem[] => {
    const key = `${portNumber(port)}/${typeof port === 'number' ? 'TCP' : (port.protocol ?? 'TCP')}`;
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, prop);
    const remedy = 'give it a number of its own, or remove one of the names';
    return owner === undefined
      ? []
      : [{ prop, must: `differ from ${owner}, in the same pod`, got: portNumber(port), remedy }];
  });
}

/**
 * Checks that something points at a port that there is.
 *
 * @param prop the prop that points at it, for the message.
 * @param got the name or number.
 * @param ports the ports of the container.
 */
export function checkPortReference(prop: string, got: string | number, ports: ContainerPorts): Problem[] {
  if (typeof got === 'number') return checkPort(prop, got);
  if (Object.hasOwn(ports, got)) return [];
  const names = Object.keys(ports);
  const remedy =
    names.length === 0 ? 'the container has no ports: add it to ports' : `the ports are ${names.join(', ')}`;
  return [{ prop, must: 'name a port of the container', got, remedy }];
}
