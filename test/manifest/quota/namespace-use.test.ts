import fc from 'fast-check';
import { amountOf } from '../../../src/manifest/quota/amounts';
import { namespaceUse, type NamespaceSurroundings } from '../../../src/manifest/quota/namespace-use';

interface Sizes {
  readonly replicas?: number;
  readonly max?: number;
  readonly primaryMax?: number;
  readonly strategy?: object;
}

const template = { spec: { containers: [{ name: 'app', resources: { requests: { cpu: '100m' } } }] } };

function deployment(name: string, { replicas, strategy }: Sizes = {}) {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { replicas, strategy, template } };
}

function hpa(name: string, max: number) {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name },
    spec: { scaleTargetRef: { kind: 'Deployment', name }, maxReplicas: max },
  };
}

function canary(name: string, spec: object = {}) {
  const targetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name };
  return { apiVersion: 'flagger.app/v1beta1', kind: 'Canary', metadata: { name }, spec: { targetRef, ...spec } };
}

function rolledOut(sizes: Sizes): object[] {
  const { max, primaryMax } = sizes;
  const autoscalerRef = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'app' };
  const primary = primaryMax === undefined ? {} : { primaryScalerReplicas: { maxReplicas: primaryMax } };
  return [
    deployment('app', sizes),
    ...(max === undefined ? [] : [hpa('app', max)]),
    canary('app', max === undefined ? {} : { autoscalerRef: { ...autoscalerRef, ...primary } }),
  ];
}

function useOf(objects: readonly object[], surroundings: NamespaceSurroundings = {}) {
  return namespaceUse(objects as never, surroundings);
}

function stepsOf(objects: readonly object[], surroundings: NamespaceSurroundings = {}) {
  const [workload] = useOf(objects, surroundings).workloads;
  return Object.fromEntries(workload?.steps.map(({ step, pods }) => [step, pods]) ?? []);
}

test('a rollout by steps: target and primary side by side, each with what its Deployment may surge', () => {
  expect(stepsOf(rolledOut({ max: 4 }))).toStrictEqual({
    initializing: 9,
    progressing: 8,
    restarting: 9,
    promoting: 9,
    overtaken: 10,
  });
});

test.each<{ what: string; sizes: Sizes; peak: [step: string, pods: number] }>([
  { what: 'without replicas or autoscaler there is one', sizes: {}, peak: ['overtaken', 4] },
  { what: 'replicas without an autoscaler', sizes: { replicas: 3 }, peak: ['overtaken', 8] },
  {
    what: 'replicas above the autoscaler, which corrects them later',
    sizes: { replicas: 6, max: 2 },
    peak: ['overtaken', 16],
  },
  { what: 'a larger primary', sizes: { max: 2, primaryMax: 8 }, peak: ['overtaken', 13] },
  {
    what: 'a smaller primary, which starts as large as the target',
    sizes: { max: 4, primaryMax: 1 },
    peak: ['initializing', 9],
  },
  { what: 'a surge in pods', sizes: { max: 4, strategy: { rollingUpdate: { maxSurge: 3 } } }, peak: ['overtaken', 14] },
  {
    what: 'a surge in percent, rounded up',
    sizes: { max: 5, strategy: { rollingUpdate: { maxSurge: '30%' } } },
    peak: ['overtaken', 14],
  },
  { what: 'no surge', sizes: { max: 4, strategy: { rollingUpdate: { maxSurge: 0 } } }, peak: ['initializing', 8] },
  { what: 'no rolling update', sizes: { max: 4, strategy: { type: 'Recreate' } }, peak: ['initializing', 8] },
])('$what', ({ sizes, peak }) => {
  const [workload] = useOf(rolledOut(sizes)).workloads;
  expect([workload?.peak.step, workload?.peak.pods]).toStrictEqual(peak);
});

test('a Deployment that no Canary owns surges alone', () => {
  expect(stepsOf([deployment('app', { replicas: 4 })])).toStrictEqual({ running: 4, updating: 5 });
});

test('a ScaledObject scales as KEDA does, to 100 where it says nothing', () => {
  const scaler = { kind: 'ScaledObject', metadata: { name: 's' }, spec: { scaleTargetRef: { name: 'app' } } };
  expect(stepsOf([deployment('app'), scaler])['running']).toBe(100);
  expect(stepsOf([deployment('app'), { ...scaler, spec: { ...scaler.spec, maxReplicaCount: 7 } }])['running']).toBe(7);
});

test('pods that are ending: as many as one rolling update replaces, none where the old ones go first', () => {
  const ending = (sizes: Sizes) => amountOf(useOf(rolledOut(sizes)).ending, 'pods') / 1000;
  expect(ending({ max: 4 })).toBe(4);
  expect(ending({ max: 2, primaryMax: 8 })).toBe(8);
  expect(ending({ max: 4, strategy: { type: 'Recreate' } })).toBe(0);
});

test('all apps of a namespace may be rolled out at once', () => {
  const objects = [...rolledOut({ max: 4 }), deployment('tester', { replicas: 1 })];
  const { peak } = useOf(objects);
  expect([amountOf(peak, 'pods'), amountOf(peak, 'cpu')]).toStrictEqual([12_000, 1200]);
});

test('what cannot be counted is said, not guessed', () => {
  const daemonSet = { ...deployment('agent'), kind: 'DaemonSet' };
  const job = { kind: 'Job', metadata: { name: 'job' }, spec: { template } };
  const cronJob = { kind: 'CronJob', metadata: { name: 'cron' }, spec: { jobTemplate: { spec: { template } } } };
  const whole = {
    kind: 'Pod',
    metadata: { name: 'whole' },
    spec: { containers: [{ name: 'a' }], resources: { requests: { cpu: '1' } } },
  };
  const elsewhere = [
    deployment('app'),
    canary('app', { autoscalerRef: { kind: 'HorizontalPodAutoscaler', name: 'x' } }),
  ];
  const { workloads, notCounted } = useOf([daemonSet, job, cronJob, whole, ...elsewhere]);
  expect(workloads).toStrictEqual([]);
  expect(notCounted).toStrictEqual([
    'DaemonSet agent: a DaemonSet has a pod on each node, and their number is not known',
    'Job job: how many pods a Job has is not known',
    'CronJob cron: how many pods a CronJob has is not known',
    'Pod whole: its pods have resources as a whole',
    'Deployment app: its autoscaler is declared elsewhere',
  ]);
});

test('a DaemonSet has a pod on each node, and surges only where it says so', () => {
  const daemonSet = { ...deployment('agent'), kind: 'DaemonSet' };
  expect(stepsOf([daemonSet], { nodes: 5 })).toStrictEqual({ running: 5, updating: 5 });
  const updateStrategy = { rollingUpdate: { maxSurge: '50%' } };
  const surging = { ...daemonSet, spec: { ...daemonSet.spec, updateStrategy } };
  expect(stepsOf([surging], { nodes: 5 })).toStrictEqual({ running: 5, updating: 8 });
});

describe('objects', () => {
  const configMap = (name: string, annotations: object = {}) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, annotations },
  });
  const reads = (name: string, ...configs: string[]) => ({
    ...deployment(name),
    spec: {
      template: {
        spec: { containers: [{ name: 'app', envFrom: configs.map((config) => ({ configMapRef: { name: config } })) }] },
      },
    },
  });

  test('ConfigMaps count with the copies that Flagger makes, and with what is in every namespace', () => {
    const objects = [configMap('a'), configMap('b'), configMap('c'), reads('app', 'a', 'b'), canary('app')];
    expect(amountOf(useOf(objects).peak, 'configmaps')).toBe(6000);
    expect(amountOf(useOf(objects, { mesh: 'istio' }).peak, 'configmaps')).toBe(7000);
    const untracked = [configMap('a', { 'flagger.app/config-tracking': 'disabled' }), reads('app', 'a'), canary('app')];
    expect(amountOf(useOf(untracked).peak, 'configmaps')).toBe(2000);
  });

  test('two apps may have a copy in common', () => {
    const objects = [configMap('a'), ...['x', 'y'].flatMap((name) => [reads(name, 'a'), canary(name)])];
    expect(amountOf(useOf(objects).peak, 'configmaps')).toBe(3000);
  });

  test('what Flagger makes counts by the names of its resources', () => {
    const { peak } = useOf(rolledOut({ max: 4 }));
    const names = [
      'services',
      'count/services',
      'count/deployments.apps',
      'count/horizontalpodautoscalers.autoscaling',
    ];
    expect(names.map((name) => amountOf(peak, name) / 1000)).toStrictEqual([3, 3, 2, 2]);
    expect(amountOf(peak, 'count/canaries.flagger.app')).toBe(1000);
  });

  test('Services that go around the ingress controller', () => {
    const service = (name: string, spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec });
    const ports = [{ port: 80 }, { port: 443 }];
    const { peak } = useOf([
      service('a', { type: 'LoadBalancer', ports }),
      service('b', { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, ports }),
      service('c', { type: 'NodePort', ports: [{ port: 80 }] }),
      service('d', { ports }),
    ]);
    expect([amountOf(peak, 'services.loadbalancers'), amountOf(peak, 'services.nodeports')]).toStrictEqual([
      2000, 3000,
    ]);
  });
});

test('a step never has more pods than the peak, and more of anything never needs less', () => {
  const sizes = fc.record({ max: fc.integer({ min: 1, max: 20 }), primaryMax: fc.integer({ min: 1, max: 20 }) });
  fc.assert(
    fc.property(sizes, (given) => {
      const pods = (one: Sizes) => amountOf(useOf(rolledOut(one)).peak, 'pods');
      const steps = Object.values(stepsOf(rolledOut(given)));
      expect(pods(given)).toBe(Math.max(...steps) * 1000);
      expect(pods({ ...given, max: given.max + 1 })).toBeGreaterThan(pods(given));
      expect(pods({ ...given, primaryMax: given.primaryMax + 1 })).toBeGreaterThanOrEqual(pods(given));
    }),
  );
});
