import { gatewayApi } from '../../src/constructs/traffic/gateway-api';
import { istio } from '../../src/constructs/traffic/istio';
import { kubernetes } from '../../src/constructs/traffic/kubernetes';
import { linkerd, linkerdSmi } from '../../src/constructs/traffic/linkerd';
import { nginx } from '../../src/constructs/traffic/nginx';
import type { FlaggerProvider, TrafficProvider } from '../../src/constructs/traffic/traffic-provider';
import { builtInQueries } from '../queries/built-in';
import { type Sample, startReplay } from '../queries/replay';
import * as counted from '../queries/requests';
import { asked, recordings, type Situation } from '../queries/shop';
import { shared } from '../support/shared';

/** The traffic providers of the toolkit, and who counts requests beside the app itself where one is used. */
const PROVIDERS: Readonly<Record<string, { provider: TrafficProvider; counts: readonly counted.Source[] }>> = {
  linkerd: { provider: linkerd(), counts: [counted.linkerd, counted.linkerdRoute] },
  linkerdSmi: { provider: linkerdSmi(), counts: [counted.linkerd, counted.linkerdRoute] },
  istio: { provider: istio(), counts: [counted.istio] },
  gatewayApi: { provider: gatewayApi({ gateways: [{ name: 'public' }] }), counts: [] },
  nginx: { provider: nginx(), counts: [counted.nginx] },
  kubernetes: { provider: kubernetes(), counts: [] },
};

const MESHES: readonly FlaggerProvider[] = ['linkerd', 'gatewayapi:v1', 'istio', 'kubernetes', 'nginx'];

/** What is right: the success rate, and the 99th percentile. */
const RIGHT = {
  healthy: [99, 750],
  'failing canary': [50, 750],
  'failing primary': [99, 750],
} satisfies Partial<Record<Situation, readonly [number, number]>>;

const SITUATIONS = Object.keys(RIGHT) as (keyof typeof RIGHT)[];

/** What Flagger reads: the last series, and neither nothing nor NaN. */
function read(samples: readonly Sample[]): number | undefined {
  const value = samples.at(-1)?.value;
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** Whether answers are right but for one part of a hundred, which kubelet's probes may make: Flagger counts them on Linkerd. */
function areRight(answers: readonly (number | undefined)[]): boolean {
  const right = Object.values(RIGHT).flat();
  return answers.every((got, at) => {
    const wanted = right[at] ?? NaN;
    return got !== undefined && Math.abs(got - wanted) <= wanted / 100;
  });
}

const CLUSTERS = Object.entries(PROVIDERS).flatMap(([name, { counts }]) => {
  // On a cluster whose mesh is Linkerd the pods have its proxy too, whatever moves the traffic; but none has two.
  const beside = counts.includes(counted.istio) ? [] : [counted.linkerd];
  const sources = { alone: counts, meshed: [...new Set([...counts, ...beside])] };
  return Object.entries(sources).flatMap(([kind, counting]) => {
    const recorded = recordings(counted.http, ...counting);
    return SITUATIONS.map((situation) => [`${name} ${kind} ${situation}`, recorded[situation]] as const);
  });
});

const clusters = shared(() => startReplay(Object.fromEntries(CLUSTERS)));

describe.each(Object.entries(PROVIDERS))('%s()', (name, { provider }) => {
  async function answersAreRight(mesh: FlaggerProvider, ...queries: readonly string[]): Promise<boolean> {
    const kind = mesh === 'linkerd' ? 'meshed' : 'alone';
    const answers = SITUATIONS.flatMap((situation) =>
      queries.map(async (query) => read(await clusters().samples(`${name} ${kind} ${situation}`, asked(query)))),
    );
    return areRight(await Promise.all(answers));
  }

  async function meshesWhere(holds: (mesh: FlaggerProvider) => Promise<boolean>): Promise<FlaggerProvider[]> {
    const held = await Promise.all(MESHES.map(holds));
    return MESHES.filter((_mesh, at) => held[at]);
  }

  test("uses Flagger's built-in queries on the clusters where they are right, and on no others", async () => {
    const right = await meshesWhere((mesh) => {
      const { successRate, duration } = builtInQueries(provider.provider, mesh);
      return answersAreRight(mesh, successRate, duration);
    });
    const used = MESHES.filter((mesh) => provider.builtInMetrics?.(mesh) === true);
    // nginx() never does: what the proxy beside the pod counts lacks what NGINX could not deliver.
    expect(used).toStrictEqual(provider.provider === 'nginx' ? [] : right);
  });

  test('has stand-ins that are right on every cluster', async () => {
    const { successRate, duration } = provider.metrics ?? {};
    const right = await meshesWhere((mesh) => answersAreRight(mesh, successRate?.query ?? '', duration?.query ?? ''));
    expect(right).toStrictEqual(MESHES);
  });
});

describe("Flagger's built-in queries", () => {
  const replay = shared(() => startReplay(recordings(counted.linkerd, counted.nginx, counted.http, counted.istio)));
  const ask = async (provider: string, situation: Situation) => {
    const { successRate, duration } = builtInQueries(provider, provider);
    const answers = [successRate, duration].map((query) => replay().samples(situation, asked(query)));
    return (await Promise.all(answers)).map((samples) => read(samples));
  };

  test("ask for labels that the pinned chart's Prometheus does not have, without a mesh", async () => {
    expect(await ask('kubernetes', 'healthy')).toStrictEqual([undefined, undefined]);
    expect(await ask('gatewayapi:v1', 'healthy')).toStrictEqual([undefined, undefined]);
  });

  test("take kubelet's probes for traffic on Linkerd: a canary without requests passes, and a failing one looks better", async () => {
    expect(await ask('linkerd', 'no requests')).toStrictEqual([100, 49.5]);
    const [successRate] = await ask('linkerd', 'canary that never succeeds');
    expect(successRate).toBeCloseTo((0.2 / 30.2) * 100);
  });

  test('find no success rate, rather than 0, where nothing ever succeeded', async () => {
    expect(await ask('istio', 'canary that never succeeds')).toStrictEqual([undefined, expect.closeTo(750)]);
  });

  test('find nothing of a DaemonSet on Linkerd', async () => {
    expect(await ask('linkerd', 'DaemonSet')).toStrictEqual([undefined, undefined]);
  });
});
