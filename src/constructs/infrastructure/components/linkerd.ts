import type { InfrastructureComponent } from '../infrastructure-component';
import { linkerdCni } from './linkerd-cni';
import { linkerdControlPlane } from './linkerd-control-plane';
import { linkerdCrds } from './linkerd-crds';
import { linkerdIdentity } from './linkerd-identity';
import { trustManager } from './trust-manager';

/** What may differ between installations of Linkerd. */
export interface LinkerdOptions {
  /** Redirects traffic by the CNI plugin; without it meshed pods need the Pod Security level `privileged`. @default true */
  readonly cni?: boolean;
}

/**
 * Linkerd, edge channel: definitions, trust-manager, certificates, CNI plugin, control plane. Needs {@link certManager};
 * takes {@link gatewayApi} into account when it is there.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [infrastructure.certManager(), infrastructure.gatewayApi(), ...infrastructure.linkerd()],
 * });
 */
export function linkerd(options: LinkerdOptions = {}): InfrastructureComponent[] {
  return [
    linkerdCrds(),
    trustManager(),
    linkerdIdentity(),
    ...(options.cni === false ? [] : [linkerdCni()]),
    linkerdControlPlane(),
  ];
}
