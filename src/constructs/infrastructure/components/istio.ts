import type { InfrastructureComponent } from '../infrastructure-component';
import { istioBase } from './istio-base';
import { istioCni } from './istio-cni';
import { istioIngress } from './istio-ingress';
import { istiod } from './istiod';

/** What may differ between installations of Istio. */
export interface IstioMeshOptions {
  /** Redirects traffic by the CNI plugin; without it meshed pods need the Pod Security level `privileged`. @default true */
  readonly cni?: boolean;
  /**
   * Installs the gateway through which the mesh is reached from outside: `istio-ingressgateway` in the namespace
   * `istio-ingress`, which Istio's Gateways select by `istio: ingressgateway`. Gateways of the Gateway API need none.
   *
   * @default false
   */
  readonly ingressGateway?: boolean;
}

/**
 * Istio with sidecars, the alternative to {@link linkerd}: definitions, CNI plugin, istiod. A cluster has one of the two.
 *
 * istiod signs the mesh's certificates with an authority that it makes on the cluster and renews itself.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [
 *     ...infrastructure.istio({ ingressGateway: true }),
 *     infrastructure.prometheus(),
 *     infrastructure.flagger({ meshProvider: 'istio' }),
 *   ],
 * });
 */
export function istio(options: IstioMeshOptions = {}): InfrastructureComponent[] {
  return [
    istioBase(),
    ...(options.cni === false ? [] : [istioCni()]),
    istiod(),
    ...(options.ingressGateway === true ? [istioIngress()] : []),
  ];
}
