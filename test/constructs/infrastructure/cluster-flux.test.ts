import type { ClusterFlux } from '../../../src/constructs/infrastructure/cluster-flux';
import { Synthesis } from '../../../src/synth/synthesis';
import { validateManifest } from '../../support/schemas';
import { cluster, object, objects, problems } from './fixture';

function files(flux: ClusterFlux): string[] {
  const paths: string[] = [];
  new Synthesis(cluster({ branch: 'main', flux }).node.root as never).run(({ path }) => paths.push(path));
  return paths.filter((path) => !path.endsWith('kustomization.yaml')).sort();
}

test('by default the operator installs Flux, for all that there is', () => {
  expect(files({})).toStrictEqual([
    'clusters/laptop/cluster.yaml',
    'clusters/laptop/flux-operator.yaml',
    'clusters/laptop/flux.yaml',
    'clusters/laptop/source.yaml',
  ]);
  expect(object(cluster({ branch: 'main' }), 'FluxInstance', 'flux').spec).not.toHaveProperty('sharding');
});

test('the operator may be told of shards and sizes', () => {
  const flux = object(cluster({ branch: 'main', flux: { shards: 2, size: 'large' } }), 'FluxInstance', 'flux');
  expect(flux.spec).toMatchObject({ sharding: { shards: ['shard1', 'shard2'] }, cluster: { size: 'large' } });
});

test('for flux bootstrap there are the transformers of its folder instead, and of one folder for each shard', () => {
  expect(files({ installedBy: 'bootstrap', shards: ['a', 'b'] })).toStrictEqual([
    'bootstrap/laptop/a/a.yaml',
    'bootstrap/laptop/b/b.yaml',
    'bootstrap/laptop/lockdown.yaml',
    'clusters/laptop/cluster.yaml',
    'clusters/laptop/source.yaml',
  ]);
});

test('calls from outside reach the Receivers, and nothing else of notification-controller', () => {
  const webhooks = { host: 'hooks.example.com', tlsSecretName: 'hooks-tls' };
  const ingress = object(cluster({ branch: 'main', flux: { webhooks } }), 'Ingress', 'webhooks');
  expect(validateManifest(ingress)).toStrictEqual([]);
  expect(ingress.metadata.namespace).toBe('flux-system');
  expect(ingress.spec).toStrictEqual({
    ingressClassName: 'nginx',
    tls: [{ hosts: ['hooks.example.com'], secretName: 'hooks-tls' }],
    rules: [
      {
        host: 'hooks.example.com',
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
  });
  expect(objects(cluster({ branch: 'main' }), 'Ingress')).toStrictEqual([]);
});

test.each<[ClusterFlux, string]>([
  [{ shards: 0 }, 'laptop: flux.shards must be a whole number from 1, got 0; leave it out for a Flux without shards'],
  [
    { webhooks: { host: 'https://hooks.example.com' } },
    'laptop/flux/webhooks: flux.webhooks.host must be a host name (lower case labels joined by dots, at most 253 characters; the first may be "*"), got "https://hooks.example.com"; write it like "shop.example.com" or "*.example.com"',
  ],
])('%j is refused', (flux, text) => {
  expect(problems(cluster({ branch: 'main', flux }))).toContain(text);
});
