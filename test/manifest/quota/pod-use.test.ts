import fc from 'fast-check';
import { containerRange } from '../../../src/manifest/quota/container-resources';
import type { Mesh } from '../../../src/manifest/quota/mesh-proxy';
import { podUse } from '../../../src/manifest/quota/pod-use';
import { thousandths } from '../../../src/model/quantity';

const range = (item: object) => containerRange({ spec: { limits: [{ type: 'Container', ...item }] } });
const NONE = range({});

function use(template: object, limits: object = {}, mesh: Mesh = 'none') {
  const { amounts } = podUse(template as never, { range: range(limits), mesh });
  return Object.fromEntries(amounts);
}

const cpu = (name: string, amount: string, more: object = {}) => ({
  name,
  resources: { requests: { cpu: amount } },
  ...more,
});
const pod = (spec: object, metadata: object = {}) => ({ metadata, spec });

test('containers add up', () => {
  expect(use(pod({ containers: [cpu('a', '100m'), cpu('b', '1')] }))).toStrictEqual({
    pods: 1000,
    'requests.cpu': 1100,
  });
});

// As in Kubernetes' enhancement 753, "Exposing Pod Resource Requirements".
test.each([
  { what: 'one that ends counts alone', init: [cpu('i', '3')], main: [cpu('a', '1')], cores: 3 },
  { what: 'two that end do not meet', init: [cpu('i', '3'), cpu('j', '2')], main: [cpu('a', '1')], cores: 3 },
  {
    what: 'one that stays meets the containers',
    init: [cpu('s', '2', { restartPolicy: 'Always' })],
    main: [cpu('a', '1')],
    cores: 3,
  },
  {
    what: 'one that stays meets those that start after it',
    init: [cpu('s', '2', { restartPolicy: 'Always' }), cpu('i', '5')],
    main: [cpu('a', '1')],
    cores: 7,
  },
  {
    what: 'one that stays does not meet those that have ended before it',
    init: [cpu('i', '5'), cpu('s', '2', { restartPolicy: 'Always' })],
    main: [cpu('a', '1')],
    cores: 5,
  },
])('init containers: $what', ({ init, main, cores }) => {
  expect(use(pod({ initContainers: init, containers: main }))['requests.cpu']).toBe(cores * 1000);
});

test('a pod never takes less than any of its containers, nor more than all', () => {
  const some = fc.array(fc.record({ cpu: fc.integer({ min: 0, max: 50 }), stays: fc.boolean() }), { maxLength: 5 });
  fc.assert(
    fc.property(some, some, (init, main) => {
      const initContainers = init.map(({ cpu: amount, stays }, index) =>
        cpu(`i${index}`, `${amount}m`, stays ? { restartPolicy: 'Always' } : {}),
      );
      const containers = main.map(({ cpu: amount }, index) => cpu(`c${index}`, `${amount}m`));
      const each = [...init, ...main].map((one) => one.cpu);
      const got = use(pod({ initContainers, containers }))['requests.cpu'] ?? 0;
      expect(got).toBeGreaterThanOrEqual(Math.max(0, ...each));
      expect(got).toBeLessThanOrEqual(each.reduce((a, b) => a + b, 0));
    }),
  );
});

test('what runs the pod takes its overhead, and of limits only where there are any', () => {
  const container = { name: 'a', resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '2Gi' } } };
  const amounts = use(pod({ containers: [container], overhead: { cpu: '250m', memory: '1Gi' } }));
  expect(amounts).toMatchObject({
    'requests.cpu': 1250,
    'requests.memory': thousandths('2Gi'),
    'limits.memory': thousandths('3Gi'),
  });
  expect(amounts).not.toHaveProperty('limits.cpu');
});

describe('a container without resources of its own', () => {
  const silent = pod({ containers: [{ name: 'a' }] });
  test.each([
    { what: 'takes the defaults', limits: { default: { cpu: '2' }, defaultRequest: { cpu: '1' } }, got: [1000, 2000] },
    { what: 'asks for what it may use', limits: { default: { cpu: '2' } }, got: [2000, 2000] },
    { what: 'may use the most, where there is no default', limits: { max: { cpu: '3' } }, got: [3000, 3000] },
    { what: 'asks for the least, where there is no default', limits: { min: { cpu: '1' } }, got: [1000, undefined] },
    { what: 'takes nothing without a LimitRange', limits: {}, got: [undefined, undefined] },
  ])('$what', ({ limits, got }) => {
    const amounts = use(silent, limits);
    expect([amounts['requests.cpu'], amounts['limits.cpu']]).toStrictEqual(got);
  });

  test('asks for its own limit before a default', () => {
    const limited = pod({ containers: [{ name: 'a', resources: { limits: { cpu: '500m' } } }] });
    expect(use(limited, { defaultRequest: { cpu: '100m' } })).toMatchObject({ 'requests.cpu': 500, 'limits.cpu': 500 });
  });
});

describe("a mesh's proxy", () => {
  const DEFAULTS = { default: { memory: '256Mi' }, defaultRequest: { cpu: '100m', memory: '64Mi' } };
  const app = { containers: [cpu('a', '1')] };

  test('takes what the LimitRange gives', () => {
    expect(use(pod(app), DEFAULTS, 'linkerd')).toMatchObject({
      'requests.cpu': 1100,
      'limits.memory': thousandths('512Mi'),
    });
  });

  test('takes what annotations give', () => {
    const annotations = {
      'config.linkerd.io/proxy-cpu-request': '20m',
      'config.linkerd.io/proxy-memory-limit': '1Gi',
      'config.linkerd.io/proxy-memory-request': '10Mi',
    };
    expect(use(pod(app, { annotations }), DEFAULTS, 'linkerd')).toMatchObject({
      'requests.cpu': 1020,
      'requests.memory': thousandths('74Mi'),
      'limits.memory': thousandths('1280Mi'),
    });
  });

  test.each<[Mesh, object]>([
    ['linkerd', { annotations: { 'linkerd.io/inject': 'disabled' } }],
    ['istio', { labels: { 'sidecar.istio.io/inject': 'false' } }],
    ['istio', { annotations: { 'sidecar.istio.io/inject': 'false' } }],
    ['none', {}],
  ])('%s: is not there with %j', (mesh, metadata) => {
    expect(use(pod(app, metadata), {}, mesh)).toStrictEqual({ pods: 1000, 'requests.cpu': 1000 });
  });

  test('of Istio takes what its chart gives, until an annotation says otherwise', () => {
    expect(use(pod(app), DEFAULTS, 'istio')).toMatchObject({ 'requests.cpu': 1100, 'limits.cpu': 2000 });
    const annotations = { 'sidecar.istio.io/proxyCPU': '10m' };
    const amounts = use(pod(app, { annotations }), DEFAULTS, 'istio');
    expect(amounts).toMatchObject({ 'requests.cpu': 1010 });
    expect(amounts).not.toHaveProperty('limits.cpu');
  });
});

test('containers are listed as they are admitted', () => {
  const { containers } = podUse(pod({ containers: [cpu('a', '1')] }), { range: NONE, mesh: 'linkerd' });
  expect(containers.map(({ name, requests }) => [name, Object.fromEntries(requests)])).toStrictEqual([
    ['linkerd-proxy', {}],
    ['a', { cpu: 1000 }],
  ]);
});
