import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { FLUX_NAMESPACE } from '../flux/flux-object';
import { report } from '../report';
import { checkHost } from '../traffic/address';
import type { WebhookIngress } from './cluster-flux';

/**
 * Lets calls from outside reach notification-controller's Receivers, and nothing else of it: each has a path below `/hook/`.
 */
export function addWebhookIngress(scope: Construct, props: WebhookIngress): void {
  const { host, tlsSecretName, className = 'nginx', annotations } = props;
  new ApiObject(scope, 'webhooks', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'webhooks',
      namespace: FLUX_NAMESPACE,
      ...(annotations !== undefined && { annotations: { ...annotations } }),
    },
    spec: {
      ingressClassName: className,
      ...(tlsSecretName !== undefined && { tls: [{ hosts: [host], secretName: tlsSecretName }] }),
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path: '/hook/',
                pathType: 'Prefix',
                backend: { service: { name: 'webhook-receiver', port: { name: 'http' } } },
              },
            ],
          },
        },
      ],
    },
  });
  report(scope, checkHost('flux.webhooks.host', host));
}
