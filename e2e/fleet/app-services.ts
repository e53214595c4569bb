import type { IncomingHttpHeaders } from 'node:http';
import type { Kube, KubeName } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';
import { forward, type Host } from '../network/network';

interface Service extends KubeObject {
  readonly spec: { readonly ports: readonly { readonly port: number }[] };
}

interface Ingress extends KubeObject {
  readonly spec: { readonly rules?: readonly { readonly host?: string }[] };
}

const INGRESS = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' };
const SERVICE = { apiVersion: 'v1', kind: 'Service' };

/** Answers for the pods of the cluster, of which none runs: whatever is asked of a Service that there is, on a port it has. */
export class AppServices {
  private readonly seen = new Map<string, IncomingHttpHeaders>();
  private readonly programs = new Map<string, Host>();
  private readonly found = new Map<string, Host>();

  constructor(private readonly kube: Kube) {}

  /** Headers of the last request by URL, without the query. */
  get requests(): ReadonlyMap<string, IncomingHttpHeaders> {
    return this.seen;
  }

  /** Has a program of this machine answer for a Service. */
  add({ namespace, name }: Required<KubeName>, port: number): void {
    this.programs.set(`${name}.${namespace}`, forward(port));
  }

  /**
   * Who answers for `http://SERVICE.NAMESPACE:PORT/…`: as the cluster's DNS does, only for Services that exist. Hosts of
   * Ingresses are known too: hey makes them part of the URL when it asks through a proxy.
   */
  async resolve(url: URL): Promise<Host | undefined> {
    const known = this.found.get(url.host);
    if (known !== undefined) return known;
    const answers = (await this.ofService(url)) ?? ((await this.isOfIngress(url)) ? this.host(url.host) : undefined);
    if (answers !== undefined) this.found.set(url.host, answers);
    return answers;
  }

  private async ofService(url: URL): Promise<Host | undefined> {
    const [, name = '', namespace = ''] = /^([a-z0-9-]+)\.([a-z0-9-]+)$/.exec(url.hostname) ?? [];
    if (name === '') return undefined;
    const service = await this.kube.get<Service>(SERVICE, { namespace, name });
    const port = Number(url.port || '80');
    if (service?.spec.ports.some((one) => one.port === port) !== true) return undefined;
    return this.programs.get(`${name}.${namespace}`) ?? this.host(url.host);
  }

  private async isOfIngress({ hostname }: URL): Promise<boolean> {
    const ingresses = await this.kube.list<Ingress>(INGRESS);
    return ingresses.some(({ spec }) => spec.rules?.some(({ host }) => host === hostname) === true);
  }

  /** Answers, as podinfo does when all is well. */
  private host(host: string): Host {
    return (incoming, response) => {
      this.seen.set(`http://${host}${(incoming.url ?? '').replace(/\?.*/, '')}`, incoming.headers);
      response.setHeader('content-type', 'application/json');
      response.end('{}');
    };
  }
}
