import { certManager } from './components/cert-manager';
import { flagger } from './components/flagger';
import { gatewayApi } from './components/gateway-api';
import { grafana } from './components/grafana';
import { ingressNginx } from './components/ingress-nginx';
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
  certManager,
  flagger,
  gatewayApi,
  grafana,
  ingressNginx,
  linkerd,
  linkerdSmi,
  linkerdViz,
  loadTester,
  prometheus,
};
