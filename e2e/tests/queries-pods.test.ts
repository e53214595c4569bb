import { queries } from '../../src/constructs/traffic/queries/queries';
import { cadvisor, type Container, kubeStateMetrics } from '../queries/containers';
import { type Sample, startReplay } from '../queries/replay';
import { asked } from '../queries/shop';
import { shared } from '../support/shared';

const MI = 2 ** 20;

const APP: Container = {
  pod: 'backend-5d9c7b6f4-x2x7k',
  container: 'podinfo',
  cpu: { used: 0.05, limit: 0.2, request: 0.1 },
  throttled: 0.1,
  memory: { before: 32 * MI, now: 32 * MI, limit: 128 * MI, request: 64 * MI },
  restarts: 1,
};

const CANARY: readonly Container[] = [
  APP,
  // The fullest one: 40 % of its CPU, three quarters of its memory a moment ago, now less.
  {
    ...APP,
    pod: 'backend-5d9c7b6f4-b8kq2',
    cpu: { ...APP.cpu, used: 0.08 },
    throttled: 0.2,
    memory: { ...APP.memory, before: 96 * MI, now: 16 * MI },
    restarts: 2,
  },
  // A sidecar without limits or requests.
  {
    ...APP,
    container: 'linkerd-proxy',
    sidecar: true,
    cpu: { used: 0.5 },
    memory: { before: 900 * MI, now: 900 * MI },
    restarts: 0,
  },
];

const FULL = {
  cpu: { used: 0.2, limit: 0.2, request: 0.1 },
  throttled: 1,
  memory: { before: 128 * MI, now: 128 * MI, limit: 128 * MI, request: 64 * MI },
  restarts: 40,
};

/** The primary and another app's pods, all at their limits. */
const OTHERS: readonly Container[] = [
  { ...APP, ...FULL, pod: 'backend-primary-6d8f9c7b5-k4zqw' },
  { ...APP, ...FULL, pod: 'backend-primary-9d8sk' },
  { ...APP, ...FULL, pod: 'backend-v2-6c8d7f9b5-k4zqw' },
  { ...APP, ...FULL, pod: 'backend-db-x7k9z' },
];

const UNLIMITED = CANARY.map((container) => ({
  ...container,
  cpu: { used: container.cpu.used },
  memory: { before: container.memory.before, now: container.memory.now },
}));

const both = (containers: readonly Container[]) => [...containers, ...OTHERS].flatMap(cadvisor);
const state = (containers: readonly Container[]) => [...containers, ...OTHERS].flatMap(kubeStateMetrics);

const one = (value: number): Sample[] => [{ labels: {}, value: expect.closeTo(value, 9) as number }];

const replay = shared(() =>
  startReplay({
    limited: [...both(CANARY), ...state(CANARY)],
    unlimited: [...both(UNLIMITED), ...state(UNLIMITED)],
    'without kube-state-metrics': both(CANARY),
    'no canary': [...both([]), ...state([])],
  }),
);

type Recording = Parameters<ReturnType<typeof replay>['samples']>[0];

async function answers(recording: Recording): Promise<Record<string, Sample[]>> {
  const { pods } = queries;
  const each = Object.entries(pods).map(async ([name, query]: [string, (typeof pods)['restarts']]) => {
    return [name, await replay().samples(recording, asked(query().query))] as const;
  });
  return Object.fromEntries(await Promise.all(each));
}

describe('queries.pods', () => {
  test("answer for the fullest container of the canary's pods, in one series", async () => {
    expect(await answers('limited')).toStrictEqual({
      cpuOfLimit: one(40), // 0.08 of 0.2
      cpuOfRequest: one(80), // 0.08 of 0.1
      cpuThrottling: one(20),
      memoryOfLimit: one(75), // 96 of 128
      memoryOfRequest: one(150), // 96 of 64
      restarts: one(3), // 1 and 2
    });
  });

  test('have no value, and so fail the check, where there is no limit and no request', async () => {
    expect(await answers('unlimited')).toStrictEqual({
      cpuOfLimit: [],
      cpuOfRequest: [],
      cpuThrottling: [],
      memoryOfLimit: [],
      memoryOfRequest: [],
      restarts: one(3),
    });
  });

  test('need kube-state-metrics for requests and restarts: without it they do not pass', async () => {
    expect(await answers('without kube-state-metrics')).toMatchObject({
      cpuOfLimit: one(40),
      memoryOfLimit: one(75),
      cpuOfRequest: [],
      memoryOfRequest: [],
      restarts: [],
    });
  });

  test('have no value without a canary, however full the primary is', async () => {
    expect(Object.values(await answers('no canary')).flat()).toStrictEqual([]);
  });
});
