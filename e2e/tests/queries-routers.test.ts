import { apisix } from '../../src/constructs/traffic/apisix';
import { appMesh } from '../../src/constructs/traffic/app-mesh';
import { contour } from '../../src/constructs/traffic/contour';
import { gloo } from '../../src/constructs/traffic/gloo';
import { knative } from '../../src/constructs/traffic/knative';
import { kuma } from '../../src/constructs/traffic/kuma';
import type { MetricQuery, MetricQueries } from '../../src/constructs/traffic/metric-queries';
import { osm } from '../../src/constructs/traffic/osm';
import { skipper } from '../../src/constructs/traffic/skipper';
import { traefik } from '../../src/constructs/traffic/traefik';
import type { TrafficProvider } from '../../src/constructs/traffic/traffic-provider';
import { type Sample, startReplay } from '../queries/replay';
import type { Source } from '../queries/requests';
import * as counted from '../queries/routers';
import { asked, recordings, type Situation, situations } from '../queries/shop';
import { shared } from '../support/shared';

interface Router {
  /** Who counts requests. */
  readonly counts: Source;
  /** Who asks it. */
  readonly provider: TrafficProvider;
  /** What Flagger puts in for `{{ route }}`. */
  readonly route?: string;
}

const ROUTERS: Readonly<Record<string, Router>> = {
  contour: { counts: counted.contour, provider: contour() },
  gloo: { counts: counted.gloo, provider: gloo() },
  'newer gloo': { counts: counted.newerGloo, provider: gloo() },
  kuma: { counts: counted.kuma, provider: kuma() },
  appMesh: { counts: counted.appMesh, provider: appMesh() },
  knative: { counts: counted.knative, provider: knative(), route: counted.REVISION },
  traefik: { counts: counted.traefik, provider: traefik() },
  skipper: { counts: counted.skipper, provider: skipper() },
  apisix: { counts: counted.apisix, provider: apisix(), route: 'backend' },
  osm: { counts: counted.osm, provider: osm() },
};

/** One series without labels; Flagger takes the last of several. */
const one = (value: number): Sample[] => [
  { labels: {}, value: Number.isNaN(value) ? NaN : (expect.closeTo(value, 9) as number) },
];

/** By hand: the success rate in percent, and the 99th percentile in milliseconds, half of the way from 500 to 1000. */
const HEALTHY = [one(99), one(750)];

const EXPECTED: Readonly<Record<Situation, readonly Sample[][]>> = {
  healthy: HEALTHY,
  'failing canary': [one(50), one(750)],
  'canary that never succeeds': [one(0), one(750)],
  'no requests': [one(NaN), one(NaN)],
  'no canary': [[], []],
  'counters that began again': HEALTHY,
  'slow primary': HEALTHY,
  'failing primary': HEALTHY,
  DaemonSet: HEALTHY,
};

const TARGET = { namespace: 'shop', serviceName: 'backend', port: 9898, ingressName: 'backend' };

function queriesOf({ provider, metrics }: TrafficProvider): MetricQueries {
  const queries = typeof metrics === 'function' ? metrics(TARGET) : metrics;
  if (queries === undefined) throw new Error(`${provider} must have queries, got none`);
  return queries;
}

describe.each(Object.entries(ROUTERS))('the stand-ins of %s', (_name, { counts, provider, route }) => {
  const { successRate, duration } = queriesOf(provider);
  const replay = shared(() => startReplay(recordings(counts)));

  test.each(situations)('answer with the right number, and one series, for: %s', async (situation) => {
    const answer = ({ query }: MetricQuery) => replay().samples(situation, asked(query, route));
    expect([await answer(successRate), await answer(duration)]).toStrictEqual(EXPECTED[situation]);
  });
});
