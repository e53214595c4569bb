import { ApiObject } from 'cdk8s';
import type { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import type { TeamWorkspaceProps } from '../../../src/constructs/workspace/team-workspace-props';
import { adminObjects, devWorkspace, only, problems } from './fixture';

const ALLOW = {
  repositories: ['https://git.example.com/acme'],
  charts: ['https://charts.example.com'],
  registries: ['ghcr.io/acme'],
  clusters: ['edge'],
  hosts: ['shop.example.com', '*.craft.example.com'],
};

test('each Namespace says what the policies compare with', () => {
  const objects = adminObjects(devWorkspace({ namespaces: ['shop', 'jobs'], allow: ALLOW }));
  for (const name of ['shop', 'jobs']) {
    const annotations = only(objects, 'Namespace', name).metadata.annotations ?? {};
    const lists = Object.entries(annotations).flatMap(([key, value]) => {
      const [, list] = key.split('/allowed-');
      return list === undefined ? [] : [[list, value]];
    });
    expect(Object.fromEntries(lists)).toStrictEqual({
      account: 'shop-deploy',
      namespaces: 'shop,jobs',
      repositories: 'https://git.example.com/acme',
      charts: 'https://charts.example.com',
      registries: 'ghcr.io/acme',
      clusters: 'edge',
      hosts: 'shop.example.com,*.craft.example.com',
      keys: 'edge',
    });
  }
});

test.each<[string, TeamWorkspaceProps['allow'], string[]]>([
  ['nothing', {}, []],
  ['hosts only', { hosts: ALLOW.hosts }, []],
  [
    'repositories',
    { repositories: ALLOW.repositories },
    ['buckets', 'gitrepositories', 'kustomizations', 'ocirepositories'],
  ],
  ['charts', { charts: ALLOW.charts }, ['helmreleases', 'helmrepositories', 'ocirepositories', 'secrets']],
])('rights for %s, in the home namespace only', (_what, allow, resources) => {
  const roles = adminObjects(devWorkspace({ namespaces: ['shop', 'jobs'], ...(allow && { allow }) })).filter(
    ({ kind, metadata }) => kind === 'Role' && ['shop-flux', 'shop-releases'].includes(metadata.name),
  );
  expect(roles.every(({ metadata }) => metadata.namespace === 'shop')).toBe(true);
  const rules = roles.flatMap((role) => role['rules'] as { resources: string[] }[]);
  expect(rules.flatMap((rule) => rule.resources).sort()).toStrictEqual(resources);
});

test('people do not get the Secrets of Helm', () => {
  const objects = adminObjects(devWorkspace({ allow: ALLOW }));
  expect(only(objects, 'RoleBinding', 'shop-releases')['subjects']).toStrictEqual([
    { kind: 'ServiceAccount', name: 'shop-deploy', namespace: 'shop' },
  ]);
});

test('who may write Flux objects could read the key of the fleet', () => {
  const found = problems(devWorkspace({ credentials: 'fleet', allow: { charts: ALLOW.charts } }));
  expect(found).toStrictEqual([expect.stringContaining('credentials must be absent')]);
});

describe('an object that the lists forbid is a problem at synth', () => {
  const image = (name: string): object => ({ template: { spec: { containers: [{ image: name }] } } });
  test.each<[apiVersion: string, kind: string, spec: object, problem: string | undefined]>([
    ['networking.k8s.io/v1', 'Ingress', { rules: [{ host: 'shop.example.com' }] }, undefined],
    ['networking.k8s.io/v1', 'Ingress', { rules: [{ host: 'media.example.com' }] }, 'host must be in allow.hosts'],
    ['networking.k8s.io/v1', 'Ingress', { rules: [{}] }, 'host must be in allow.hosts'],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute', { parentRefs: [{ kind: 'Service' }] }, undefined],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute', { parentRefs: [{}] }, 'hostnames must be in allow.hosts'],
    ['gateway.networking.k8s.io/v1', 'GRPCRoute', { parentRefs: [{}], hostnames: ['a.craft.example.com'] }, undefined],
    ['flagger.app/v1beta1', 'Canary', { service: { port: 80 } }, undefined],
    ['flagger.app/v1beta1', 'Canary', { service: { hosts: ['web.shop'] } }, undefined],
    ['flagger.app/v1beta1', 'Canary', { service: { hosts: ['web.media'] } }, 'service.hosts must be in allow.hosts'],
    ['flagger.app/v1beta1', 'Canary', { service: { gatewayRefs: [{}] } }, 'service.hosts must be in allow.hosts'],
    ['apps/v1', 'Deployment', image('ghcr.io/acme/shop:1'), undefined],
    ['apps/v1', 'Deployment', image('nginx'), 'image must be in allow.registries'],
    ['source.toolkit.fluxcd.io/v1', 'GitRepository', { url: 'https://git.example.com/acme/a' }, undefined],
    [
      'source.toolkit.fluxcd.io/v1',
      'GitRepository',
      { url: 'https://evil.com/a' },
      'url must be in allow.repositories',
    ],
    ['source.toolkit.fluxcd.io/v1', 'HelmRepository', { url: 'https://evil.com/a' }, 'url must be in allow.charts'],
  ])('%s %s %j', (apiVersion, kind, spec, problem) => {
    const workspace: TeamWorkspace = devWorkspace({ allow: ALLOW });
    new ApiObject(workspace, 'object', { apiVersion, kind, metadata: { name: 'x' }, spec });
    const found = problems(workspace);
    expect(found.map((text) => text.includes(problem ?? 'nothing'))).toStrictEqual(problem === undefined ? [] : [true]);
  });
});
