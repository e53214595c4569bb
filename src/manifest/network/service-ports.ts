import { canaryNames, type Fields, fieldsOf, listIn, textIn } from '../canary-names';
import { type Labels, selects } from './label-selector';

/** A port of pods: its number, or its name where none of the workloads tells the number. */
export type PodPort = number | string;

interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  /** Its containers' named ports. */
  readonly ports: Readonly<Record<string, number>>;
}

/** A port of a Service. */
interface Lead {
  readonly port: PodPort;
  readonly name: string;
  readonly to: PodPort;
}

/** What the Services among some objects lead to, those that Flagger makes for Canaries included. */
export class ServicePorts {
  private readonly leads = new Map<string, readonly Lead[]>();
  private readonly workloads: readonly Workload[];

  /** @param objects Services, Canaries and workloads as plain data; others do not matter. */
  constructor(objects: readonly Fields[]) {
    this.workloads = objects.filter(({ kind }) => kind === 'Deployment' || kind === 'DaemonSet').map(workloadOf);
    for (const object of objects) {
      if (object['kind'] === 'Service') this.addService(object);
      if (object['kind'] === 'Canary') this.addCanary(object);
    }
  }

  /**
   * The ports of the pods behind a Service's port.
   *
   * @param namespace the Service's namespace.
   * @param service its name.
   * @param port number or name of its port. A number that nothing is known of leads to itself, as it does in the Services that
   *   Flagger adds ports to by itself.
   */
  behind(namespace: string, service: string, port: PodPort): PodPort {
    const leads = this.leads.get(`${namespace}/${service}`) ?? [];
    return leads.find((lead) => (typeof port === 'number' ? lead.port === port : lead.name === port))?.to ?? port;
  }

  private addService({ metadata, spec }: Fields): void {
    const namespace = textIn(fieldsOf(metadata), 'namespace');
    const selector = fieldsOf(fieldsOf(spec)['selector']) as Labels;
    const pods = this.workloads.find(
      (workload) => workload.namespace === namespace && selects({ matchLabels: selector }, workload.labels),
    );
    this.add(
      namespace,
      textIn(fieldsOf(metadata), 'name'),
      listIn(fieldsOf(spec), 'ports').map(({ port, name, targetPort }) => leadOf(pods, port, name, targetPort)),
    );
  }

  /** Flagger's Services win over one that it takes over. */
  private addCanary(canary: Fields): void {
    const { namespace, target, apex, spec } = canaryNames(canary);
    const { port, portName = 'http', targetPort } = fieldsOf(spec['service']);
    const pods = this.workloads.find((workload) => workload.namespace === namespace && workload.name === target);
    const leads = [leadOf(pods, port, portName, targetPort)];
    for (const suffix of ['', '-primary', '-canary']) this.add(namespace, `${apex}${suffix}`, leads);
  }

  private add(namespace: string, name: string, leads: readonly Lead[]): void {
    const key = `${namespace}/${name}`;
    this.leads.set(key, [...leads, ...(this.leads.get(key) ?? [])]);
  }
}

function leadOf(pods: Workload | undefined, port: unknown, name: unknown, targetPort: unknown): Lead {
  const from = portOf(port) ?? 80;
  const to = portOf(targetPort) ?? from;
  const known = typeof to === 'string' && Object.hasOwn(pods?.ports ?? {}, to) ? pods?.ports[to] : undefined;
  return { port: from, name: typeof name === 'string' ? name : '', to: known ?? to };
}

function portOf(value: unknown): PodPort | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return undefined;
  return /^[0-9]+$/.test(value) ? Number(value) : value;
}

function workloadOf({ metadata, spec }: Fields): Workload {
  const template = fieldsOf(fieldsOf(spec)['template']);
  const containers = listIn(fieldsOf(template['spec']), 'containers');
  const named = containers
    .flatMap((container) => listIn(container, 'ports'))
    .map(({ name, containerPort }) => [name, containerPort] as const)
    .filter((entry): entry is readonly [string, number] => typeof entry[0] === 'string');
  return {
    namespace: textIn(fieldsOf(metadata), 'namespace'),
    name: textIn(fieldsOf(metadata), 'name'),
    labels: fieldsOf(fieldsOf(template['metadata'])['labels']) as Labels,
    ports: Object.fromEntries(named),
  };
}
