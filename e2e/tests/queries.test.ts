import { type Sample, startReplay } from '../queries/replay';
import { http, istio, linkerd, linkerdRoute, nginx } from '../queries/requests';
import { asked, recordings, type Situation, situations } from '../queries/shop';
import { shared } from '../support/shared';
import { queries } from '../../src/constructs/traffic/queries/queries';

const sources = { linkerd, linkerdRoute, istio, nginx, http };
type SourceName = keyof typeof sources;
const names = Object.keys(sources) as SourceName[];

/** One series without labels; Flagger takes the last of several. */
const one = (value: number): Sample[] => [
  { labels: {}, value: Number.isNaN(value) ? NaN : (expect.closeTo(value, 9) as number) },
];

/** Nothing, or NaN: Flagger finds no values and fails the check. */
const NONE: Sample[] = [];
const NOT_A_NUMBER = one(NaN);

interface Expected {
  readonly successRate: Sample[];
  readonly p50: Sample[];
  readonly p90: Sample[];
  readonly p95: Sample[];
  readonly p99: Sample[];
  readonly throughput: Sample[];
}

const LATENCIES = { p50: one(50), p90: one(100), p95: one(350), p99: one(750) };
const HEALTHY: Expected = { successRate: one(99), ...LATENCIES, throughput: one(30) };

const EXPECTED: Readonly<Record<Situation, Expected>> = {
  healthy: HEALTHY,
  'failing canary': { ...HEALTHY, successRate: one(50) },
  'canary that never succeeds': { ...HEALTHY, successRate: one(0) },
  'no requests': {
    successRate: NOT_A_NUMBER,
    p50: NOT_A_NUMBER,
    p90: NOT_A_NUMBER,
    p95: NOT_A_NUMBER,
    p99: NOT_A_NUMBER,
    throughput: one(0),
  },
  'no canary': { successRate: NONE, p50: NONE, p90: NONE, p95: NONE, p99: NONE, throughput: one(0) },
  // Of the minute's five steps one is lost, for all requests alike.
  'counters that began again': { ...HEALTHY, throughput: one(24) },
  'slow primary': HEALTHY,
  'failing primary': HEALTHY,
  DaemonSet: HEALTHY,
};

describe.each(names)('queries.%s', (name) => {
  const library = queries[name];
  const replay = shared(() => startReplay(recordings(sources[name])));
  const answer = (situation: Situation, query: { query: string }) => replay().samples(situation, asked(query.query));

  test.each(situations)('answer with the right number, and one series, for: %s', async (situation) => {
    expect({
      successRate: await answer(situation, library.successRate()),
      p50: await answer(situation, library.latency(50)),
      p90: await answer(situation, library.latency(90)),
      p95: await answer(situation, library.latency(95)),
      p99: await answer(situation, library.latency(99)),
      throughput: await answer(situation, library.throughput()),
    }).toStrictEqual(EXPECTED[situation]);
  });
});
