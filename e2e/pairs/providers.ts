import { gatewayApi } from '../../src/constructs/traffic/gateway-api';
import { istio } from '../../src/constructs/traffic/istio';
import { kubernetes } from '../../src/constructs/traffic/kubernetes';
import { linkerd, linkerdSmi } from '../../src/constructs/traffic/linkerd';
import { nginx } from '../../src/constructs/traffic/nginx';
import type { TrafficProvider } from '../../src/constructs/traffic/traffic-provider';
import type { MetricAnswer } from '../recorder/scenario';
import { type ExpectedQueries, httpQueries, istioQueries, linkerdQueries, nginxQueries } from './expected-queries';

/** The object that moves traffic, if there is one. */
export type TrafficKind = 'HTTPRoute' | 'TrafficSplit' | 'VirtualService' | 'Ingress' | 'none';

/** Short names of the providers; part of the namespaces' names. */
export type ProviderId = 'linkerd' | 'linkerd-smi' | 'istio' | 'gateway-api' | 'nginx' | 'kubernetes';

/** A provider that every strategy is tried on. */
export interface ProviderColumn {
  readonly id: ProviderId;
  /** As people write it. */
  readonly title: string;
  readonly provider: TrafficProvider;
  /** Flagger's own, on the clusters where the provider is used. */
  readonly meshProvider: string;
  /** The group of its traffic object, where Kubernetes has none. */
  readonly definitions: readonly string[];
  readonly traffic: TrafficKind;
  readonly queries: ExpectedQueries;
  /** Prometheus' answers that pass all checks, and the one that does not. */
  readonly good: Readonly<Record<string, MetricAnswer>>;
  readonly bad: Readonly<Record<string, MetricAnswer>>;
}

const GATEWAY_API = 'gateway.networking.k8s.io';

const milliseconds = {
  good: { 'request-success-rate': 100, 'request-duration': 42 },
  bad: { 'request-success-rate': 50 },
};
const seconds = { ...milliseconds, good: { 'request-success-rate': 100, 'request-duration': 0.042 } };

export const providers: readonly ProviderColumn[] = [
  {
    id: 'linkerd',
    title: 'linkerd()',
    provider: linkerd(),
    meshProvider: 'linkerd',
    definitions: [GATEWAY_API],
    traffic: 'HTTPRoute',
    queries: linkerdQueries,
    ...milliseconds,
  },
  {
    id: 'linkerd-smi',
    title: 'linkerdSmi()',
    provider: linkerdSmi(),
    meshProvider: 'linkerd',
    definitions: ['split.smi-spec.io'],
    traffic: 'TrafficSplit',
    queries: linkerdQueries,
    ...milliseconds,
  },
  {
    id: 'istio',
    title: 'istio()',
    provider: istio(),
    meshProvider: 'istio',
    definitions: ['networking.istio.io'],
    traffic: 'VirtualService',
    queries: istioQueries,
    ...milliseconds,
  },
  {
    id: 'gateway-api',
    title: 'gatewayApi(…)',
    provider: gatewayApi({ gateways: [{ name: 'public', namespace: 'gateways' }], hosts: ['shop.example.com'] }),
    meshProvider: 'gatewayapi:v1',
    definitions: [GATEWAY_API],
    traffic: 'HTTPRoute',
    queries: httpQueries,
    ...seconds,
  },
  {
    id: 'nginx',
    title: 'nginx()',
    provider: nginx(),
    // As on the fleet's clusters: Flagger's own queries would ask Linkerd.
    meshProvider: 'linkerd',
    definitions: [],
    traffic: 'Ingress',
    queries: nginxQueries,
    good: { 'nginx-success-rate': 100, 'nginx-latency': 42 },
    bad: { 'nginx-success-rate': 50 },
  },
  {
    id: 'kubernetes',
    title: 'kubernetes()',
    provider: kubernetes(),
    meshProvider: 'kubernetes',
    definitions: [],
    traffic: 'none',
    queries: httpQueries,
    ...seconds,
  },
];
