import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { InfrastructureComponent } from '../infrastructure-component';
import { addCertificate, addIssuer, addWebhookCertificates } from './certificates';
import { NAMESPACES } from '../../../model/platform-namespaces';

/** Webhooks of Linkerd's control plane, by their Services. */
export const LINKERD_WEBHOOKS = {
  proxyInjector: 'linkerd-proxy-injector',
  profileValidator: 'linkerd-sp-validator',
  policyValidator: 'linkerd-policy-validator',
} as const;

const ANCHOR = 'linkerd-trust-anchor';
const ISSUER = 'linkerd-identity-issuer';
const TRUST_ROOTS = 'linkerd-identity-trust-roots';

/**
 * The certificates of Linkerd, made and renewed on the cluster by cert-manager: no key is ever in Git.
 *
 * The trust anchor keeps its key when it is renewed, so that proxies that started under the old certificate and those
 * under the new one trust each other. Below it the identity issuer lives for two days, and gets a new key every day.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [infrastructure.certManager(), ...infrastructure.linkerd()],
 * });
 */
export function linkerdIdentity(): InfrastructureComponent {
  const namespace = NAMESPACES.linkerd;
  return {
    name: 'linkerd-identity',
    dependsOn: ['cert-manager', 'trust-manager', 'linkerd-crds'],
    // Mesh traffic stops for good when the trust anchor's key is lost.
    deletionPolicy: 'Orphan',
    healthCheckExprs: [
      {
        apiVersion: 'trust.cert-manager.io/v1alpha1',
        kind: 'Bundle',
        current: "status.conditions.exists(c, c.type == 'Synced' && c.status == 'True')",
      },
    ],
    build: (folder) => {
      const anchor = new Construct(folder, 'trust-anchor');
      addIssuer(anchor, 'linkerd-trust-root', namespace);
      addCertificate(anchor, {
        name: ANCHOR,
        namespace,
        issuer: 'linkerd-trust-root',
        duration: '87600h',
        renewBefore: '8760h',
        commonName: 'root.linkerd.cluster.local',
        isCA: true,
        keepKey: true,
      });
      const identity = new Construct(folder, 'identity-issuer');
      addIssuer(identity, ANCHOR, namespace, ANCHOR);
      addCertificate(identity, {
        name: ISSUER,
        namespace,
        issuer: ANCHOR,
        duration: '48h',
        renewBefore: '25h',
        commonName: 'identity.linkerd.cluster.local',
        isCA: true,
      });
      addTrustRoots(folder);
      addWebhookCertificates(new Construct(folder, 'webhooks'), namespace, Object.values(LINKERD_WEBHOOKS));
    },
  };
}

/** The ConfigMap, only in Linkerd's namespace, that proxies take the trust anchor's certificate from. */
function addTrustRoots(folder: Construct): void {
  new ApiObject(folder, 'trust-roots', {
    apiVersion: 'trust.cert-manager.io/v1alpha1',
    kind: 'Bundle',
    metadata: { name: TRUST_ROOTS },
    spec: {
      sources: [{ secret: { name: ANCHOR, key: 'tls.crt' } }],
      target: {
        configMap: { key: 'ca-bundle.crt' },
        namespaceSelector: { matchLabels: { 'linkerd.io/is-control-plane': 'true' } },
      },
    },
  });
}
