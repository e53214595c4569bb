import type { Construct } from 'constructs';
import { Alert } from '../../../src/constructs/flux/alert';
import { FluxInstance } from '../../../src/constructs/flux/flux-instance';
import { GitRepository } from '../../../src/constructs/flux/git-repository';
import { HelmRelease } from '../../../src/constructs/flux/helm-release';
import { HelmRepository } from '../../../src/constructs/flux/helm-repository';
import { Kustomization } from '../../../src/constructs/flux/kustomization';
import { OCIRepository } from '../../../src/constructs/flux/oci-repository';
import { Provider } from '../../../src/constructs/flux/provider';
import { Receiver } from '../../../src/constructs/flux/receiver';
import { manifestSerializer, synth } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';

expect.addSnapshotSerializer(manifestSerializer());

type Make = (scope: Construct) => void;

const plain: Record<string, Make> = {
  GitRepository: (scope) =>
    new GitRepository(scope, 'source', { name: 'fleet', url: 'https://example.com/fleet', ref: { branch: 'main' } }),
  OCIRepository: (scope) => new OCIRepository(scope, 'fleet', { url: 'oci://example.com/fleet' }),
  HelmRepository: (scope) => new HelmRepository(scope, 'charts', { url: 'https://example.com/charts' }),
  Kustomization: (scope) =>
    new Kustomization(scope, 'apps', { path: './dist/apps', sourceRef: { kind: 'GitRepository', name: 'fleet' } }),
  HelmRelease: (scope) =>
    new HelmRelease(scope, 'mesh', { chart: { name: 'mesh', version: '1.2.3', repository: 'charts' } }),
  Provider: (scope) => new Provider(scope, 'chat', { type: 'slack', secretRef: { name: 'chat' } }),
  Alert: (scope) =>
    new Alert(scope, 'failures', {
      providerRef: { name: 'chat' },
      eventSources: [{ kind: 'Kustomization', name: '*' }],
    }),
  Receiver: (scope) =>
    new Receiver(scope, 'push', {
      type: 'github',
      secretRef: { name: 'token' },
      resources: [{ kind: 'GitRepository', name: 'fleet' }],
    }),
  FluxInstance: (scope) => new FluxInstance(scope, 'flux', { version: '2.9.5' }),
};

const full: Record<string, Make> = {
  GitRepository: (scope) =>
    new GitRepository(scope, 'source', {
      namespace: 'shop',
      labels: { team: 'shop' },
      annotations: { note: 'mirror' },
      suspend: true,
      url: 'ssh://git@example.com/fleet',
      ref: { branch: 'main', commit: '0f9a1d3' },
      interval: '5m',
      timeout: '30s',
      secretRef: { name: 'git' },
      provider: 'generic',
      serviceAccountName: 'shop',
      sparseCheckout: ['dist/apps/dev/shop'],
      ignore: '/*\n!/dist',
      verify: { mode: 'TagAndHEAD', secretRef: { name: 'authors' } },
    }),
  OCIRepository: (scope) =>
    new OCIRepository(scope, 'fleet', {
      url: 'oci://example.com/fleet',
      ref: { semver: '1.x', semverFilter: '^1' },
      interval: '1m',
      timeout: '1m',
      provider: 'aws',
      secretRef: { name: 'pull' },
      serviceAccountName: 'shop',
      layerSelector: { mediaType: 'application/gzip', operation: 'copy' },
      verify: { provider: 'cosign', matchOIDCIdentity: [{ issuer: '^https://a$', subject: '^b$' }] },
      ignore: '*.md',
    }),
  HelmRepository: (scope) =>
    new HelmRepository(scope, 'charts', {
      url: 'oci://example.com/charts',
      interval: '2h',
      timeout: '30s',
      secretRef: { name: 'pull' },
      provider: 'gcp',
    }),
  Kustomization: (scope) =>
    new Kustomization(scope, 'apps', {
      path: './dist/apps',
      sourceRef: { kind: 'OCIRepository', name: 'fleet', namespace: 'flux-system' },
      interval: '1h',
      retryInterval: '30s',
      timeout: '10m',
      prune: false,
      deletionPolicy: 'WaitForTermination',
      serviceAccountName: 'shop',
      dependsOn: [{ name: 'infra', namespace: 'flux-system', readyExpr: 'dep.status.ready' }],
      wait: false,
      healthChecks: [{ apiVersion: 'flagger.app/v1beta1', kind: 'Canary', name: 'backend', namespace: 'shop' }],
      healthCheckExprs: [
        {
          apiVersion: 'flagger.app/v1beta1',
          kind: 'Canary',
          current: "status.phase != 'Initializing'",
          failed: "status.phase == 'Failed'",
          inProgress: "status.phase == 'Initializing'",
        },
      ],
      targetNamespace: 'shop',
      decryption: { provider: 'sops', secretRef: { name: 'keys' }, serviceAccountName: 'shop' },
      force: true,
    }),
  HelmRelease: (scope) =>
    new HelmRelease(scope, 'mesh', {
      chart: { name: 'mesh', version: 'v1.2.3-rc.1', repository: 'charts' },
      releaseName: 'mesh-one',
      targetNamespace: 'mesh',
      values: { replicas: 2 },
      valuesFrom: [
        { kind: 'Secret', name: 'roots', valuesKey: 'tls.crt', targetPath: 'identity.roots', optional: true },
      ],
      dependsOn: [{ name: 'definitions' }],
      serviceAccountName: 'installer',
      interval: '1h',
      timeout: '20m',
      crds: 'Skip',
      retries: 0,
      driftDetection: 'warn',
      driftIgnore: [{ paths: ['/spec/replicas'], target: { kind: 'Deployment', name: 'web' } }],
      healthCheckExprs: [{ apiVersion: 'a.example/v1', kind: 'B', current: 'true' }],
    }),
  Provider: (scope) =>
    new Provider(scope, 'chat', {
      type: 'generic-hmac',
      address: 'https://example.com/hook',
      channel: 'deploys',
      username: 'flux',
      secretRef: { name: 'chat' },
    }),
  Alert: (scope) =>
    new Alert(scope, 'failures', {
      providerRef: { name: 'chat' },
      eventSeverity: 'error',
      eventSources: [{ kind: 'HelmRelease', name: '*', namespace: 'flux-system', matchLabels: { team: 'shop' } }],
      eventMetadata: { cluster: 'laptop' },
      inclusionList: ['.*failed.*'],
      exclusionList: ['.*dependency.*'],
    }),
  Receiver: (scope) =>
    new Receiver(scope, 'push', {
      type: 'gitlab',
      events: ['Push Hook'],
      interval: '5m',
      secretRef: { name: 'token' },
      resources: [{ kind: 'GitRepository', name: '*', matchLabels: { team: 'shop' } }],
    }),
  FluxInstance: (scope) =>
    new FluxInstance(scope, 'flux', {
      version: '2.9.5',
      registry: 'example.com/fluxcd',
      components: ['source-controller', 'kustomize-controller'],
      clusterType: 'aws',
      size: 'large',
      workloadIdentity: true,
      labels: { team: 'platform' },
    }),
};

const objectsOf = (make: Make) => synth((scope) => (make(scope), undefined));

describe.each(Object.keys(plain))('%s', (kind) => {
  const makers = [plain[kind], full[kind]].filter((make) => make !== undefined);

  test('has safe defaults', () => {
    expect(makers.slice(0, 1).map(objectsOf)[0]).toMatchSnapshot();
  });

  test('is valid strictly, with few props and with all', () => {
    expect(makers.flatMap(objectsOf).flatMap(validateManifest)).toStrictEqual([]);
    expect(makers).toHaveLength(2);
  });
});

const refused: [title: string, make: Make, message: string][] = [
  [
    'a Git URL in scp form',
    (scope) => new GitRepository(scope, 'a', { url: 'git@example.com:fleet', ref: { branch: 'main' } }),
    'test/a: url must begin with http://, https:// or ssh://, got "git@example.com:fleet"; write the scp form git@host:path as ssh://git@host/path',
  ],
  [
    'an ssh URL without credentials',
    (scope) => new GitRepository(scope, 'a', { url: 'ssh://git@example.com/fleet', ref: { branch: 'main' } }),
    'test/a: secretRef must be given for an ssh:// URL, got nothing; name the Secret that holds the deploy key',
  ],
  [
    'two things to follow',
    // @ts-expect-error Flux would take one of them
    (scope) => new GitRepository(scope, 'a', { url: 'https://a.example', ref: { branch: 'main', tag: 'v1' } }),
    'test/a: ref must hold exactly one of branch, tag, semver, name and commit',
  ],
  [
    'nothing to follow',
    // @ts-expect-error Flux would take the branch master
    (scope) => new GitRepository(scope, 'a', { url: 'https://a.example', ref: {} }),
    'test/a: ref must hold exactly one of',
  ],
  [
    'a branch that Git does not allow',
    (scope) => new GitRepository(scope, 'a', { url: 'https://a.example', ref: { branch: 'my branch' } }),
    'test/a: ref.branch must be a name that Git allows, got "my branch"; write it like "main" or "release/1.2"',
  ],
  [
    'an empty branch',
    (scope) => new GitRepository(scope, 'a', { url: 'https://a.example', ref: { branch: '' } }),
    'test/a: ref.branch must be a name that Git allows, got ""',
  ],
  [
    'a name of a Secret that no Secret can have',
    (scope) =>
      new GitRepository(scope, 'a', {
        url: 'https://a.example',
        ref: { branch: 'release/1.2' },
        secretRef: { name: 'Deploy Key' },
      }),
    'test/a: secretRef.name must be a DNS-1123 subdomain',
  ],
  [
    'an OCI repository elsewhere',
    (scope) => new OCIRepository(scope, 'a', { url: 'https://a.example' }),
    'test/a: url must begin with oci://, got "https://a.example"; write oci://host/path',
  ],
  [
    'a commit beside a tag',
    // @ts-expect-error a commit may stand beside a branch only
    (scope) => new GitRepository(scope, 'a', { url: 'https://a.example', ref: { tag: 'v1', commit: '0f9a1d3' } }),
    'test/a: ref must hold exactly one of branch, tag, semver, name and commit',
  ],
  [
    'two things to pull',
    // @ts-expect-error Flux would take one of them
    (scope) => new OCIRepository(scope, 'a', { url: 'oci://a.example/b', ref: { tag: 'v1', semver: '1.x' } }),
    'test/a: ref must hold exactly one of tag, semver and digest, got {"tag":"v1","semver":"1.x"}; keep the one to follow; a semverFilter stands beside semver',
  ],
  [
    'a filter of no range',
    // @ts-expect-error it chooses among the tags of semver
    (scope) => new OCIRepository(scope, 'a', { url: 'oci://a.example/b', ref: { tag: 'v1', semverFilter: '^v' } }),
    'test/a: ref must hold exactly one of tag, semver and digest',
  ],
  [
    'a chart repository elsewhere',
    (scope) => new HelmRepository(scope, 'a', { url: 's3://charts' }),
    'test/a: url must begin with https://, http:// or oci://, got "s3://charts"',
  ],
  [
    'a range of chart versions',
    (scope) => new HelmRelease(scope, 'a', { chart: { name: 'a', version: '1.x', repository: 'a' } }),
    'test/a: chart.version must be one exact version, got "1.x"; pin one version, so that upgrades are commits',
  ],
  [
    'a release name too long for Helm',
    (scope) =>
      new HelmRelease(scope, 'a', { name: 'a'.repeat(54), chart: { name: 'a', version: '1.0.0', repository: 'a' } }),
    'test/a: releaseName must be at most 53 characters',
  ],
  [
    'health checks that Flux would ignore',
    (scope) =>
      new Kustomization(scope, 'a', {
        path: './a',
        sourceRef: { kind: 'GitRepository', name: 'a' },
        wait: true,
        healthChecks: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' }],
      }),
    'test/a: healthChecks must be empty beside wait: true',
  ],
  [
    'a path out of the source',
    (scope) => new Kustomization(scope, 'a', { path: './a/../../b', sourceRef: { kind: 'GitRepository', name: 'a' } }),
    'test/a: path must begin with ./ and stay inside the source, got "./a/../../b"',
  ],
  [
    'an alert about nothing',
    (scope) => new Alert(scope, 'a', { providerRef: { name: 'a' }, eventSources: [] }),
    'test/a: eventSources must hold at least one entry, got []',
  ],
  [
    'a receiver that wakes nothing',
    (scope) => new Receiver(scope, 'a', { type: 'github', secretRef: { name: 'a' }, resources: [] }),
    'test/a: resources must hold at least one entry, got []',
  ],
  [
    'a range of Flux versions',
    (scope) => new FluxInstance(scope, 'a', { version: '2.x' }),
    'test/a: version must be an exact version of Flux, got "2.x"; pin one, so that upgrades of Flux are commits',
  ],
  [
    'a name that Kubernetes refuses',
    (scope) => new Provider(scope, 'a', { name: 'Bad_Name', namespace: 'also bad', type: 'slack' }),
    'test/a: name must be a DNS-1123 subdomain',
  ],
  [
    'a duration with a unit that Flux lacks',
    (scope) => new HelmRepository(scope, 'a', { url: 'https://a.example', interval: '5d' as '5h' }),
    'test/a: interval must be a duration of ms, s, m or h, got "5d"',
  ],
];

test.each(refused)('refuses %s', (_title, make, message) => {
  expect(() => objectsOf(make)).toThrow(message);
});

test('an object of a team names no service account by itself', () => {
  const [sync] = synth((scope) => {
    new Kustomization(scope, 'a', {
      namespace: 'shop',
      path: './a',
      sourceRef: { kind: 'GitRepository', name: 'a' },
    });
  });
  expect(sync).not.toHaveProperty('spec.serviceAccountName');
});
