import { certManager } from './components/cert-manager';
import { flagger } from './components/flagger';
import { gatewayApi } from './components/gateway-api';
import { grafana } from './components/grafana';
import { ingressNginx } from './components/ingress-nginx';
import { istio } from './components/istio';
import { linkerd } from './components/linkerd';
import { linkerdSmi } from './components/linkerd-smi';
import { linkerdViz } from './components/linkerd-viz';
import { loadTester } from './components/load-tester';
import { prometheus } from './components/prometheus';

/**
 * The infrastructure components that this toolkit knows, by name; several share theirs with a traffic provider.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [
 *     infrastructure.certManager(),
 *     ...infrastructure.linkerd(),
 *     infrastructure.prometheus(),
 *     infrastructure.flagger({ meshProvider: 'linkerd' }),
 *   ],
 * });
 */
export const infrastructure = {
  /** Certificates for the cluster: cert-manager. */
  certManager,
  /** The progressive delivery operator that canaries are for. */
  flagger,
  /** The definitions of Gateway API's objects. */
  gatewayApi,
  /** Dashboards of what Prometheus knows. */
  grafana,
  /** The ingress controller that `nginx()` shifts traffic with. */
  ingressNginx,
  /** The other service mesh, for `istio()`; several components. */
  istio,
  /** The service mesh, with its own certificates; several components. */
  linkerd,
  /** TrafficSplits in the mesh, for `linkerdSmi()`. */
  linkerdSmi,
  /** The mesh's dashboard and its metrics. */
  linkerdViz,
  /** What load and acceptance tests of canaries run in. */
  loadTester,
  /** The metrics that canaries are judged by. */
  prometheus,
};
