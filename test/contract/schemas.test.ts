import { kindsWithSchema, kindsWithoutSchema, validateManifest } from '../support/schemas';

const metadata = { name: 'backend', namespace: 'shop' };

const container = { name: 'podinfo', image: 'podinfo:1', ports: [{ containerPort: 9898 }] };

function deployment(changed: object): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      selector: { matchLabels: { app: 'backend' } },
      template: {
        metadata: { labels: { app: 'backend' } },
        spec: { containers: [{ ...container, ...changed }] },
      },
    },
  };
}

function canary(analysis: object): object {
  return {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata,
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'backend' },
      service: { port: 80, targetPort: 'http' },
      analysis: { interval: '1m', threshold: 5, ...analysis },
    },
  };
}

function flux(spec: object): object {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata,
    spec: { interval: '10m', prune: true, sourceRef: { kind: 'GitRepository', name: 'fleet' }, ...spec },
  };
}

const CONTAINER = '/spec/template/spec/containers/0';

describe('validateManifest', () => {
  test('every schema compiles', () => {
    const kinds = kindsWithSchema();
    expect(kinds.length).toBeGreaterThanOrEqual(70);
    expect(kindsWithoutSchema.filter((kind) => kinds.includes(kind))).toStrictEqual([]);
    for (const [apiVersion, kind] of kinds.map((name) => name.split(' '))) {
      expect(validateManifest({ apiVersion, kind, metadata: { name: 'x' }, unknownField: 1 })).toContain(
        ': must not have the unknown field unknownField',
      );
    }
  });

  test.each([
    ['a Deployment', deployment({ resources: { limits: { cpu: '100m', memory: 1e9 }, requests: { cpu: 0.5 } } })],
    ['a probe port by name', deployment({ livenessProbe: { httpGet: { port: 'http' } } })],
    ['a Canary', canary({ stepWeight: 10, metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 } }] })],
    ['a Flux Kustomization', flux({ path: './apps', postBuild: { substitute: { any_name: 'x' } } })],
    ['Helm values of any shape', helmRelease({ any: { thing: [1, 'a', { b: null }] } })],
    ['a TrafficSplit with quantities', split('v1alpha1', '500m')],
    ['a TrafficSplit with integers', split('v1alpha2', 500)],
    ['a Gateway address whose type is the default', gateway({ value: '10.0.0.1' })],
    ['a Secret', { apiVersion: 'v1', kind: 'Secret', metadata, data: { token: 'aGk=' } }],
    [
      'a file for Kustomize',
      { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: ['a.yaml'] },
    ],
  ])('passes %s', (_title, object) => {
    expect(validateManifest(object)).toStrictEqual([]);
  });

  test.each([
    [
      'in a container',
      deployment({ imagePullpolicy: 'Always' }),
      `${CONTAINER}: must not have the unknown field imagePullpolicy`,
    ],
    [
      'in a probe',
      deployment({ livenessProbe: { httpGet: { port: 80, url: '/' } } }),
      `${CONTAINER}/livenessProbe/httpGet: must not have the unknown field url`,
    ],
    [
      'in a metric',
      canary({ iterations: 9, metrics: [{ name: 'x', thresholdRange: { minimum: 1 } }] }),
      '/spec/analysis/metrics/0/thresholdRange: must not have the unknown field minimum',
    ],
    [
      'in a source',
      flux({ sourceRef: { kind: 'GitRepository', name: 'x', branch: 'dev' } }),
      '/spec/sourceRef: must not have the unknown field branch',
    ],
    [
      'in metadata',
      {
        apiVersion: 'flagger.app/v1beta1',
        kind: 'AlertProvider',
        metadata: { name: 'x', label: {} },
        spec: { type: 'slack', address: 'x' },
      },
      '/metadata: must not have the unknown field label',
    ],
  ])('refuses an unknown field %s', (_title, object, expected) => {
    expect(validateManifest(object)).toStrictEqual([expected]);
  });

  test.each([
    ['a string for a number', canary({ stepWeight: '10' }), '/spec/analysis/stepWeight: must be number'],
    [
      'a fraction for an integer',
      deployment({ ports: [{ containerPort: 80.5 }] }),
      `${CONTAINER}/ports/0/containerPort: must be integer`,
    ],
    [
      'too large an integer',
      deployment({ ports: [{ containerPort: 2 ** 31 }] }),
      `${CONTAINER}/ports/0/containerPort: must match format "int32"`,
    ],
    [
      'a wrong quantity',
      deployment({ resources: { limits: { cpu: '1 core' } } }),
      `${CONTAINER}/resources/limits/cpu: must match pattern`,
    ],
    [
      'a number for a label',
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x', labels: { a: 1 } } },
      '/metadata/labels/a: must be string',
    ],
    ['null', flux({ path: null }), '/spec/path: must be string'],
    [
      'text that is not base64',
      { apiVersion: 'v1', kind: 'Secret', metadata, data: { a: 'plain!' } },
      '/data/a: must match format "byte"',
    ],
    [
      'two items with one key',
      deployment({ env: [{ name: 'A' }, { name: 'A' }] }),
      `${CONTAINER}/env: must not have two items`,
    ],
    ['a TrafficSplit v1alpha2 with a quantity', split('v1alpha2', '500m'), '/spec/backends/0/weight: must be integer'],
    [
      'a missing name',
      { apiVersion: 'v1', kind: 'Namespace', metadata: {} },
      "/metadata: must have required property 'name'",
    ],
    ['no metadata', { apiVersion: 'v1', kind: 'Namespace' }, ": must have required property 'metadata'"],
    [
      'a missing field',
      flux({ interval: undefined, prune: undefined }),
      "/spec: must have required property 'interval'",
    ],
  ])('refuses %s', (_title, object, expected) => {
    expect(validateManifest(object)).toContainEqual(expect.stringContaining(expected));
  });

  test('refuses a kind that has no schema', () => {
    expect(validateManifest({ apiVersion: 'example.com/v1', kind: 'Widget', metadata })).toStrictEqual([
      '/kind: must have a schema, got example.com/v1 Widget',
    ]);
    expect(validateManifest({ apiVersion: 'apps/v1beta1', kind: 'Deployment', metadata })).toHaveLength(1);
    expect(validateManifest([])).toStrictEqual([': must be an object']);
    expect(validateManifest({ kind: 'Namespace' })).toStrictEqual(['/apiVersion: must be a string']);
  });
});

function helmRelease(values: object): object {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata,
    spec: {
      interval: '1h',
      chart: { spec: { chart: 'podinfo', sourceRef: { kind: 'HelmRepository', name: 'podinfo' } } },
      values,
    },
  };
}

function gateway(address: object): object {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata,
    spec: {
      gatewayClassName: 'linkerd',
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
      addresses: [address],
    },
  };
}

function split(version: string, weight: number | string): object {
  return {
    apiVersion: `split.smi-spec.io/${version}`,
    kind: 'TrafficSplit',
    metadata,
    spec: { service: 'backend', backends: [{ service: 'backend-primary', weight }] },
  };
}
