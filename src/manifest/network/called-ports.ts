import { type Fields, fieldsOf, listIn, textIn } from '../canary-names';
import { type PodPort, ServicePorts } from './service-ports';

/** Kinds of objects that {@link CalledPorts} looks at. */
export const CALLING_KINDS: readonly string[] = [
  'AlertProvider',
  'Canary',
  'DaemonSet',
  'Deployment',
  'Ingress',
  'MetricTemplate',
  'Service',
];

/** A port of the pods of a namespace. */
interface NamespacePort {
  readonly namespace: string;
  readonly port: PodPort;
}

/**
 * At which ports of their pods a team's objects have the platform call: what an ingress controller, Istio's gateway, Flagger
 * and Prometheus do because an object says so.
 */
export class CalledPorts {
  private readonly services: ServicePorts;

  /** @param objects the team's objects as plain data. */
  constructor(private readonly objects: readonly Fields[]) {
    this.services = new ServicePorts(objects);
  }

  /** Ports behind the Ingresses. */
  ingress(namespace: string): PodPort[] {
    return only(
      namespace,
      this.of('Ingress').flatMap((ingress) => this.behindIngress(ingress)),
    );
  }

  /** Ports of the apps that Istio's gateways lead to: of Canaries with `gateways` other than `mesh`. */
  istioGateway(namespace: string): PodPort[] {
    const led = this.of('Canary').filter(({ spec }) => {
      const gateways = fieldsOf(fieldsOf(spec)['service'])['gateways'];
      return Array.isArray(gateways) && gateways.some((gateway) => gateway !== 'mesh');
    });
    return only(
      namespace,
      led.map((canary) => this.behindCanary(canary)),
    );
  }

  /** Ports behind the URLs that Flagger is told to call: hooks, metric servers and receivers of alerts. */
  flagger(namespace: string): PodPort[] {
    return only(
      namespace,
      this.urls().flatMap((url) => this.behindUrl(url)),
    );
  }

  /** Ports that pods and Services announce to Prometheus by `prometheus.io/scrape`. */
  metrics(namespace: string): PodPort[] {
    const templates = [...this.of('Deployment'), ...this.of('DaemonSet')].map(({ metadata, spec }) => ({
      namespace: namespaceOf(metadata),
      template: fieldsOf(fieldsOf(spec)['template']),
    }));
    const ofPods = templates.flatMap(({ namespace: home, template }) => {
      const containers = listIn(fieldsOf(template['spec']), 'containers');
      const declared = containers.flatMap((container) => listIn(container, 'ports'));
      return scraped(
        template['metadata'],
        declared.map(({ containerPort }) => containerPort as number),
      ).map((port) => ({ namespace: home, port }));
    });
    const ofServices = this.of('Service').flatMap(({ metadata, spec }) => {
      const home = namespaceOf(metadata);
      const ports = listIn(fieldsOf(spec), 'ports').map(({ port }) =>
        this.services.behind(home, textIn(fieldsOf(metadata), 'name'), port as number),
      );
      return scraped(metadata, ports).map((port) => ({ namespace: home, port }));
    });
    return only(namespace, [...ofPods, ...ofServices]);
  }

  /** Whether a Canary of a namespace has a hook at a host. */
  asks(namespace: string, host: string): boolean {
    return this.of('Canary').some(
      (canary) =>
        namespaceOf(canary['metadata']) === namespace && hooksOf(canary).some((url) => urlOf(url)?.hostname === host),
    );
  }

  private of(kind: string): Fields[] {
    return this.objects.filter((object) => object['kind'] === kind);
  }

  private behindIngress({ metadata, spec }: Fields): NamespacePort[] {
    const namespace = namespaceOf(metadata);
    const paths = listIn(fieldsOf(spec), 'rules').flatMap(({ http }) => listIn(fieldsOf(http), 'paths'));
    const backends = [fieldsOf(fieldsOf(spec)['defaultBackend']), ...paths.map(({ backend }) => fieldsOf(backend))];
    return backends.flatMap((backend) => {
      const service = fieldsOf(backend['service']);
      const { number, name } = fieldsOf(service['port']);
      const port = number ?? name;
      if (typeof port !== 'number' && typeof port !== 'string') return [];
      return [{ namespace, port: this.services.behind(namespace, textIn(service, 'name'), port) }];
    });
  }

  private behindCanary({ metadata, spec }: Fields): NamespacePort {
    const namespace = namespaceOf(metadata);
    const service = fieldsOf(fieldsOf(spec)['service']);
    const name = textIn(service, 'name') || textIn(fieldsOf(fieldsOf(spec)['targetRef']), 'name');
    const { port = 80 } = service;
    return { namespace, port: this.services.behind(namespace, name, port as number) };
  }

  private urls(): string[] {
    const canaries = this.of('Canary');
    return [
      ...canaries.flatMap(hooksOf),
      ...canaries.map(({ spec }) => textIn(fieldsOf(spec), 'metricsServer')),
      ...this.of('MetricTemplate').map(({ spec }) => textIn(fieldsOf(fieldsOf(spec)['provider']), 'address')),
      ...this.of('AlertProvider').map(({ spec }) => textIn(fieldsOf(spec), 'address')),
    ];
  }

  private behindUrl(text: string): NamespacePort[] {
    const url = urlOf(text);
    const [service = '', namespace, kind = 'svc'] = url?.hostname.split('.') ?? [];
    if (url === undefined || namespace === undefined || kind !== 'svc') return [];
    const port = url.port === '' ? { 'http:': 80, 'https:': 443 }[url.protocol] : Number(url.port);
    return port === undefined ? [] : [{ namespace, port: this.services.behind(namespace, service, port) }];
  }
}

function hooksOf({ spec }: Fields): string[] {
  return listIn(fieldsOf(fieldsOf(spec)['analysis']), 'webhooks').map((hook) => textIn(hook, 'url'));
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Prometheus reads the port that is announced, or else all that are declared. */
function scraped(metadata: unknown, declared: readonly PodPort[]): readonly PodPort[] {
  const annotations = fieldsOf(fieldsOf(metadata)['annotations']);
  if (textIn(annotations, 'prometheus.io/scrape') !== 'true') return [];
  const port = textIn(annotations, 'prometheus.io/port');
  return port === '' ? declared : [Number(port)];
}

function only(namespace: string, ports: readonly NamespacePort[]): PodPort[] {
  const there = [...new Set(ports.filter((one) => one.namespace === namespace).map(({ port }) => port))];
  const numbers = there.filter((port) => typeof port === 'number').sort((one, other) => one - other);
  return [...numbers, ...there.filter((port) => typeof port === 'string').sort()];
}

function namespaceOf(metadata: unknown): string {
  return textIn(fieldsOf(metadata), 'namespace');
}
