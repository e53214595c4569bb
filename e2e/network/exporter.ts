import type { Host } from './network';

// Which ingress controller counts.
const CONTROLLER = {
  controller_namespace: 'ingress-nginx',
  controller_class: 'k8s.io/ingress-nginx',
  controller_pod: 'ingress-nginx-controller-7d4c9b6f58-x2x7k',
};

/** How the requests of a version go. */
export interface Traffic {
  /** Answered without a server error, in percent. */
  readonly successRate: number;
  /** Of every request, in milliseconds. */
  readonly latency: number;
}

/** A version of an app: what its series are labelled with. */
export interface Version {
  readonly namespace: string;
  /** Name of the Deployment. */
  readonly name: string;
}

const HEALTHY: Traffic = { successRate: 100, latency: 42 };
const REQUESTS_PER_SECOND = 20;

// Upper bounds in milliseconds, a choice of the proxy's own.
const BUCKETS = [10, 50, 100, 200, 500, 1000, 2000, 5000];

/**
 * The metrics of all versions on a cluster, as Prometheus has them after the scrape configuration of the charts:
 *
 * - `response_total` and `response_latency_ms` of Linkerd's proxy. Its own labels, `direction`, `classification`,
 *   `status_code` and `tls`, were read in Linkerd's reference of proxy metrics (linkerd.io/2-edge/reference/proxy-metrics).
 *   Those of the pod, `namespace`, `pod` and `deployment`, are what
 *   src/constructs/infrastructure/components/linkerd-scrape-configs.ts makes.
 * - `nginx_ingress_controller_requests` and `…_request_duration_seconds` of ingress-nginx. All labels are its own; they were
 *   read in internal/ingress/metric/collectors/socket.go of kubernetes/ingress-nginx (`requestTags` and `constLabels`).
 *   `namespace` is that of the Ingress, and stays so: the chart's job `kubernetes-pods` has `honor_labels`. `ingress` is the
 *   app's Ingress also for what went to the canary; `canary` then names the backend, and is empty otherwise.
 *
 * Every version has traffic at all times, so a query that finds none asks for the wrong series.
 */
export class Exporter {
  private readonly versions: readonly Version[];
  private readonly traffic = new Map<string, Traffic>();
  private readonly counters = new Map<string, { ok: number; failed: number; buckets: number[]; seconds: number }>();
  private last = Date.now();

  constructor(versions: readonly Version[]) {
    this.versions = versions;
  }

  /** From now on, requests to a version go so; without `traffic`, well. */
  set(version: Version, traffic: Partial<Traffic> = {}): void {
    this.traffic.set(keyOf(version), { ...HEALTHY, ...traffic });
  }

  /** The scrape target. */
  readonly host: Host = (_incoming, response) => {
    this.count();
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(`${this.versions.flatMap((version) => this.lines(version)).join('\n')}\n`);
  };

  private count(): void {
    const now = Date.now();
    const requests = (REQUESTS_PER_SECOND * (now - this.last)) / 1000;
    this.last = now;
    for (const version of this.versions) {
      const { successRate, latency } = this.traffic.get(keyOf(version)) ?? HEALTHY;
      const counter = this.counterOf(version);
      counter.ok += (requests * successRate) / 100;
      counter.failed += (requests * (100 - successRate)) / 100;
      counter.buckets = counter.buckets.map(
        (count, index) => count + (latency <= (BUCKETS[index] ?? 0) ? requests : 0),
      );
      counter.seconds += (requests * latency) / 1000;
    }
  }

  private counterOf(version: Version): { ok: number; failed: number; buckets: number[]; seconds: number } {
    const known = this.counters.get(keyOf(version));
    if (known !== undefined) return known;
    const fresh = { ok: 0, failed: 0, buckets: BUCKETS.map(() => 0), seconds: 0 };
    this.counters.set(keyOf(version), fresh);
    return fresh;
  }

  private lines(version: Version): string[] {
    return [...this.linkerd(version), ...this.nginx(version)];
  }

  private linkerd({ namespace, name }: Version): string[] {
    const { ok, failed, buckets } = this.counterOf({ namespace, name });
    const pod = { namespace, deployment: name, pod: `${name}-5d9c7b6f4-x2x7k`, direction: 'inbound', tls: 'true' };
    const of = (classification: string, status: string): Labels => ({ ...pod, classification, status_code: status });
    return [
      series('response_total', of('success', '200'), ok),
      series('response_total', of('failure', '500'), failed),
      ...histogram('response_latency_ms', pod, BUCKETS.map(String), buckets, ok + failed),
    ];
  }

  private nginx({ namespace, name }: Version): string[] {
    const { ok, failed, buckets } = this.counterOf({ namespace, name });
    const apex = name.replace(/-primary$/, '');
    const canary = apex === name ? `${namespace}-${name}-canary-9898` : '';
    const ingress = {
      ...CONTROLLER,
      namespace,
      ingress: apex,
      service: apex,
      canary,
      host: '',
      method: 'GET',
      path: '/',
    };
    const bounds = BUCKETS.map((bound) => String(bound / 1000));
    return [
      series('nginx_ingress_controller_requests', { ...ingress, status: '200' }, ok),
      series('nginx_ingress_controller_requests', { ...ingress, status: '500' }, failed),
      ...histogram('nginx_ingress_controller_request_duration_seconds', ingress, bounds, buckets, ok + failed),
    ];
  }
}

type Labels = Readonly<Record<string, string>>;

function histogram(
  name: string,
  labels: Labels,
  bounds: readonly string[],
  counts: readonly number[],
  all: number,
): string[] {
  const bounded = bounds.map((le, index) => series(`${name}_bucket`, { ...labels, le }, counts[index] ?? 0));
  return [...bounded, series(`${name}_bucket`, { ...labels, le: '+Inf' }, all), series(`${name}_count`, labels, all)];
}

function series(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
  return `${name}{${pairs.join(',')}} ${value}`;
}

function keyOf({ namespace, name }: Version): string {
  return `${namespace}/${name}`;
}
