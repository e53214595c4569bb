import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Duration } from '../../../model/duration';

const API = 'cert-manager.io/v1';

/** An Issuer of a namespace: self-signed, or one that signs with the certificate in a Secret. */
export function addIssuer(scope: Construct, id: string, namespace: string, caSecret?: string): void {
  new ApiObject(scope, id, {
    apiVersion: API,
    kind: 'Issuer',
    metadata: { name: id, namespace },
    spec: caSecret === undefined ? { selfSigned: {} } : { ca: { secretName: caSecret } },
  });
}

/** What a certificate is for. */
export interface CertificateProps {
  /** Its name and that of its Secret. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** The Issuer, of the same namespace. */
  readonly issuer: string;
  /** How long it is valid. */
  readonly duration: Duration;
  /** How long before its end it is renewed. */
  readonly renewBefore: Duration;
  /** Name of its subject. */
  readonly commonName: string;
  /** Whether it signs others. @default false */
  readonly isCA?: boolean;
  /** Whether a renewal keeps the key. @default false */
  readonly keepKey?: boolean;
}

/** A Certificate with an ECDSA key, the only kind that Linkerd takes. */
export function addCertificate(scope: Construct, props: CertificateProps): void {
  const { name, namespace, issuer, duration, renewBefore, commonName, isCA = false, keepKey = false } = props;
  new ApiObject(scope, name, {
    apiVersion: API,
    kind: 'Certificate',
    metadata: { name, namespace },
    spec: {
      secretName: name,
      issuerRef: { kind: 'Issuer', name: issuer },
      duration,
      renewBefore,
      commonName,
      dnsNames: [commonName],
      isCA,
      privateKey: { algorithm: 'ECDSA', rotationPolicy: keepKey ? 'Never' : 'Always' },
      usages: isCA ? ['cert sign', 'crl sign', 'server auth', 'client auth'] : ['server auth'],
    },
  });
}

/**
 * Certificates of admission webhooks, each signed by itself: whoever trusts one is told so by cert-manager, which writes
 * it into the webhook's configuration.
 */
export function addWebhookCertificates(scope: Construct, namespace: string, services: readonly string[]): void {
  addIssuer(scope, 'webhook-issuer', namespace);
  for (const service of services) {
    addCertificate(scope, {
      name: `${service}-k8s-tls`,
      namespace,
      issuer: 'webhook-issuer',
      duration: '2160h',
      renewBefore: '720h',
      commonName: `${service}.${namespace}.svc`,
    });
  }
}

/** The values with which Linkerd's charts take a webhook's certificate from cert-manager. */
export function webhookCertificate(namespace: string, service: string): object {
  return { externalSecret: true, injectCaFrom: `${namespace}/${service}-k8s-tls` };
}
