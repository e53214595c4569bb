import type { Problem } from '../../model/problem';
import type { TargetServicePort } from '../delivery/canary-target';
import { checkPort } from '../traffic/integer';
import { checkPortReference, type ContainerPorts, portNumber } from './container-port';

/** A port of an app's Service, with more to say of it than its number. */
export interface ServicePort {
  /** The number. */
  readonly port: number;
  /** What is spoken there: `kubernetes.io/h2c`, `grpc`. @default - not said */
  readonly appProtocol?: string;
}

/**
 * The Service of an app: its ports, by the container's ports that they lead to. With a Canary, Flagger's Services have the
 * first one; the others come with its `service.portDiscovery`, under the container's own numbers.
 *
 * @typeParam Port the names of the container's ports.
 */
export type AppService<Port extends string = string> = Readonly<Partial<Record<Port, number | ServicePort>>>;

/** One port of a Service, and the container's port that it leads to. */
interface Lead extends ServicePort {
  readonly name: string;
}

/** What a Service leads to: what the app says, or the container's first port under its own number. */
export function serviceLeads(service: AppService | false | undefined, ports: ContainerPorts): Lead[] {
  if (service !== undefined && service !== false) {
    return Object.entries(service).flatMap(([name, port]) =>
      port === undefined ? [] : [typeof port === 'number' ? { name, port } : { name, ...port }],
    );
  }
  return Object.entries(ports)
    .slice(0, 1)
    .map(([name, port]) => ({ name, port: portNumber(port) }));
}

/** The ports of an app's Service, for the Canary under which Flagger makes it anew; none where the app has no Service. */
export function servicePorts(service: AppService | false | undefined, ports: ContainerPorts): TargetServicePort[] {
  if (service === false) return [];
  return serviceLeads(service, ports).map(({ name, port, appProtocol }) => ({
    name,
    port,
    ...(appProtocol !== undefined && { appProtocol }),
    protocol: protocolOf(ports[name]),
  }));
}

/** The Service of an app that no Canary owns. */
export function serviceSpec(name: string, leads: readonly Lead[], ports: ContainerPorts): Record<string, unknown> {
  return {
    type: 'ClusterIP',
    selector: { app: name },
    ports: leads.map((lead) => ({
      name: lead.name,
      port: lead.port,
      targetPort: lead.name,
      protocol: protocolOf(ports[lead.name]),
      appProtocol: lead.appProtocol,
    })),
  };
}

/** Checks the ports of a Service. */
export function checkService(service: AppService, ports: ContainerPorts): Problem[] {
  const leads = serviceLeads(service, ports);
  const problems = leads.flatMap(({ name, port }) => [
    ...checkPortReference('service', name, ports),
    ...checkPort(`service.${name}`, port),
  ]);
  if (leads.length === 0) {
    const remedy = 'name a port, or set it to false for no Service';
    problems.push({ prop: 'service', must: 'have a port', got: service, remedy });
  }
  for (const [index, { name, port }] of leads.entries()) {
    const other = leads.slice(0, index).find((before) => before.port === port);
    if (other === undefined || protocolOf(ports[name]) !== protocolOf(ports[other.name])) continue;
    const must = `differ from service.${other.name}`;
    problems.push({ prop: `service.${name}`, must, got: port, remedy: 'choose another number' });
  }
  return problems;
}

function protocolOf(port: ContainerPorts[string] | undefined): 'TCP' | 'UDP' | 'SCTP' {
  return typeof port === 'object' ? (port.protocol ?? 'TCP') : 'TCP';
}
