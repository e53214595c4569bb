import type { CanaryRouter } from '../../src/constructs/observability/canary-router';
import { cadvisor, type Container } from '../queries/containers';
import { GrafanaView, synthesized } from '../queries/dashboard';
import { flagger, type FlaggerMetrics } from '../queries/flagger';
import { startReplay } from '../queries/replay';
import { istio, linkerd, nginx, type Source } from '../queries/requests';
import { gauge, SCRAPES, type Series } from '../queries/series';
import { recordings } from '../queries/shop';
import { shared } from '../support/shared';

const SOURCES: Readonly<Record<CanaryRouter, Source>> = { istio, linkerd, nginx };
const routers = Object.keys(SOURCES) as CanaryRouter[];

const BACKEND: FlaggerMetrics = {
  namespace: 'shop',
  target: 'backend',
  weight: 30,
  status: gauge(0),
  check: 2.5,
  measured: { 'request-success-rate': 99, 'request-duration': 0.75 },
};

const OTHER = { weight: 0, status: gauge(1), check: 9, measured: { 'request-success-rate': 50 } };
const OTHER_CANARIES: readonly FlaggerMetrics[] = [
  { ...OTHER, namespace: 'shop', target: 'backend-v2' },
  { ...OTHER, namespace: 'shop-web', target: 'backend' },
];

const MI = 2 ** 20;

function container(pod: string, cpu: number, memory: number, name = 'podinfo'): Container {
  return {
    pod,
    container: name,
    cpu: { used: cpu },
    memory: { before: 0, now: memory * MI },
    throttled: 0,
    restarts: 0,
    sidecar: name !== 'podinfo',
  };
}

const CONTAINERS: readonly Container[] = [
  container('backend-5d9c7b6f4-x2x7k', 0.05, 32),
  container('backend-5d9c7b6f4-x2x7k', 0.5, 900, 'linkerd-proxy'),
  container('backend-5d9c7b6f4-b8kq2', 0.15, 96),
  container('backend-5d9c7b6f4-b8kq2', 0.5, 900, 'istio-proxy'),
  container('backend-primary-6d8f9c7b5-k4zqw', 0.02, 16),
  container('backend-v2-6c8d7f9b5-k4zqw', 4, 4000),
  container('backend-v2-primary-6c8d7f9b5-k4zqw', 4, 4000),
];

/** The canary answers 30 of 100 requests a second, 99 of 100 of them well, and is faster than the primary. */
function weight30(router: CanaryRouter, status: readonly number[]): Series[] {
  return [
    ...recordings(SOURCES[router])['slow primary'],
    ...[{ ...BACKEND, status }, ...OTHER_CANARIES].flatMap(flagger),
    ...CONTAINERS.flatMap(cadvisor),
  ];
}

/** By hand: the primary takes 500 to 1000 ms, evenly spread; for the canary's latencies see `USUAL` in requests.ts. */
const PANELS: Readonly<Record<string, readonly string[]>> = {
  Status: ['status: 0'],
  'Canary weight': ['canary: 30'],
  'Time per check': ['time per check: 2.5'],
  'Last measured': ['request-duration: 0.75', 'request-success-rate: 99'],
  Weight: ['primary: 70', 'canary: 30'],
  'Status over time': ['status: 0'],
  'Success rate': ['primary: 100', 'canary: 99'],
  'Request rate': ['primary: 70', 'canary: 30'],
  'Latency p50': ['primary: 750', 'canary: 50'],
  'Latency p95': ['primary: 975', 'canary: 350'],
  'Latency p99': ['primary: 995', 'canary: 750'],
  'CPU per pod': ['primary: 0.02', 'canary: 0.1'],
  'Memory per pod': [`primary: ${16 * MI}`, `canary: ${64 * MI}`],
};

const VARIABLES = { namespace: ['shop', 'shop-web'], canary: ['backend', 'backend-v2'] };

/** Failed since three readings ago. */
const JUST_FAILED = gauge(0).fill(2, SCRAPES - 3);

describe.each(routers)('the dashboard of canaries on %s', (router) => {
  const replay = shared(() =>
    startReplay({
      'at weight 30': weight30(router, gauge(0)),
      'just rolled back': weight30(router, JUST_FAILED),
      'rolled back long ago': weight30(router, gauge(2)),
    }),
  );
  const view = (recording: Parameters<ReturnType<typeof replay>['samples']>[0]) =>
    new GrafanaView(synthesized(router), replay(), recording);

  test('shows in every panel what the recording at weight 30 says', async () => {
    const shown = await view('at weight 30').panels();
    expect(Object.fromEntries(Object.entries(shown).map(([title, lines]) => [title, sorted(lines)]))).toStrictEqual(
      Object.fromEntries(Object.entries(PANELS).map(([title, lines]) => [title, sorted(lines)])),
    );
  });

  test('offers the canaries that Flagger knows, and of NGINX the Ingress of the chosen one', async () => {
    const ingress = router === 'nginx' && { ingress: ['backend'] };
    expect(await view('at weight 30').variables()).toStrictEqual({ ...VARIABLES, ...ingress });
  });

  test('marks the analysis, and the minute after a rollback', async () => {
    expect(await view('at weight 30').annotations()).toStrictEqual({ Analysis: true, Rollback: false });
    expect(await view('just rolled back').annotations()).toStrictEqual({ Analysis: false, Rollback: true });
    expect(await view('rolled back long ago').annotations()).toStrictEqual({ Analysis: false, Rollback: false });
  });
});

function sorted(lines: readonly string[]): string[] {
  return [...lines].sort();
}
