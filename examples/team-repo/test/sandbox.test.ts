import { GitOpsApp } from 'cdk8s-progressive-delivery';
import { Manifests, Match } from 'cdk8s-progressive-delivery/testing';
import { sandbox } from '../src/sandbox';

const app = new GitOpsApp({ repository: 'https://github.com/acme/checkout' });
sandbox(app);
const manifests = Manifests.fromApp(app);

test('Flagger waits for Traefik, whose objects it writes', () => {
  expect(manifests).toHaveResource('Kustomization', {
    metadata: { name: 'flagger' },
    spec: { dependsOn: Match.arrayWith([{ name: 'traefik' }]) },
  });
});

test('Traefik gets through to the pods, and its load test asks by the host name of its route', () => {
  expect(manifests).toHaveResource('NetworkPolicy', {
    metadata: { name: 'allow-from', namespace: 'checkout' },
    spec: {
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'traefik' } } }],
          ports: [{ port: 9898 }],
        },
      ],
    },
  });
  expect(manifests).toHaveResource('IngressRoute', {
    spec: { routes: [{ match: 'Host(`storefront.checkout.localhost`)', services: [{ name: 'storefront' }] }] },
  });
  expect(manifests).toHaveResource('Canary', {
    metadata: { name: 'storefront' },
    spec: {
      provider: 'traefik',
      analysis: {
        webhooks: Match.arrayWith([
          {
            metadata: {
              cmd: Match.stringLikeRegexp('-host storefront\\.checkout\\.localhost http://traefik\\.traefik/'),
            },
          },
        ]),
      },
    },
  });
});

test('volumes and services are those that kind has', () => {
  expect(manifests).toHaveResource('HelmRelease', {
    metadata: { name: 'prometheus' },
    spec: { values: { server: { persistentVolume: { storageClass: 'standard' } } } },
  });
  expect(manifests).toHaveResource('HelmRelease', {
    metadata: { name: 'traefik' },
    spec: { values: { service: { spec: { type: 'NodePort' } } } },
  });
});
