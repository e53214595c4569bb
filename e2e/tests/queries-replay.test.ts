import { startReplay } from '../queries/replay';
import { counter, gauge, histogram, restarted } from '../queries/series';
import { shared } from '../support/shared';

const pod = { namespace: 'shop', pod: 'backend-5d9c7b6f4-x2x7k' };

const replay = shared(() =>
  startReplay({
    first: [
      { name: 'requests_total', labels: { ...pod, status: '200' }, values: counter(30) },
      { name: 'requests_total', labels: { ...pod, status: '500' }, values: counter(10) },
      { name: 'up', labels: pod, values: gauge(1) },
      ...histogram('latency', pod, { '1': 30, '2': 40 }),
    ],
    second: [{ name: 'requests_total', labels: pod, values: restarted(30, 2) }],
  }),
);

describe('a replayed recording', () => {
  const one = (value: number) => [{ labels: {}, value: expect.closeTo(value, 9) as number }];

  test('answers what its series say, exactly', async () => {
    expect(await replay().samples('first', 'sum(rate(requests_total[1m]))')).toStrictEqual(one(40));
    expect(await replay().samples('first', 'sum(up)')).toStrictEqual(one(1));
    // Three quarters are below 1; the rest is spread evenly up to 2.
    const quantile = 'histogram_quantile(0.9, sum(rate(latency_bucket[1m])) by (le))';
    expect(await replay().samples('first', quantile)).toStrictEqual(one(1.6));
  });

  test('shows every series of an answer, with its labels', async () => {
    expect(await replay().samples('first', 'sum(rate(requests_total[1m])) by (status)')).toStrictEqual([
      { labels: { status: '200' }, value: expect.closeTo(30, 9) as number },
      { labels: { status: '500' }, value: expect.closeTo(10, 9) as number },
    ]);
  });

  test('knows nothing of the other recordings', async () => {
    expect(await replay().samples('second', 'up')).toStrictEqual([]);
  });

  test('shows a counter that began again as Prometheus takes it: what it grew to is kept, one step is lost', async () => {
    // Six readings in the minute, of whose five steps of 300 one is lost; extrapolated from 50 seconds to 60.
    expect(await replay().samples('second', 'sum(increase(requests_total[1m]))')).toStrictEqual(one(1440));
  });

  test('refuses what Flagger and Grafana could not read', async () => {
    await expect(replay().samples('first', 'scalar(up)')).rejects.toThrow('must answer a vector, got a scalar');
    await expect(replay().samples('first', 'sum(')).rejects.toThrow('parse error');
  });
});
