import { note } from '../control-plane/run';
import { pairOf } from '../pairs/pair';
import { type Ending, pairTable } from '../pairs/pair-table';
import { expectedTicks, pairTick } from '../pairs/pair-ticks';
import { providers } from '../pairs/providers';
import { refused } from '../pairs/refused';
import { strategies } from '../pairs/strategies';
import { Recorder } from '../recorder/recorder';
import type { TickTrace } from '../recorder/trace';
import { shared } from '../support/shared';

const pairs = strategies.flatMap((row) => providers.map((column) => pairOf(row, column)));
const allowed = pairs.flatMap(({ scenario, ...pair }) => (scenario === undefined ? [] : [{ ...pair, scenario }]));
const meshProviders = [...new Set(providers.map(({ meshProvider }) => meshProvider))];
const seen = new Map(allowed.map(({ namespace }) => [namespace, new Set<Ending>()]));

test('the toolkit refuses the pairs that cannot work, each for its own reason, and no other', () => {
  const reasons = strategies.map(({ id }) => {
    const wrong = pairs.filter(({ row, refusal }) => row.id === id && refusal.length > 0);
    return [id, Object.fromEntries(wrong.map(({ column, refusal }) => [column.id, reasonOf(refusal)]))];
  });
  expect(Object.fromEntries(reasons)).toStrictEqual(refused);
});

describe('a strategy on a provider that the toolkit allows', () => {
  const recorder = shared(() => Recorder.start());

  afterAll(() => {
    note(`pairs: strategies on providers; ${pairTable(pairs, seen).replaceAll('\n', '\n    ')}`);
  });

  describe.each(meshProviders)('under a Flagger for %s', (meshProvider) => {
    const together = allowed.filter(({ column }) => column.meshProvider === meshProvider);
    const ticks = new Map<string, readonly TickTrace[]>();

    beforeAll(async () => {
      const scenarios = together.map(({ namespace, scenario }) => ({ name: namespace, scenario }));
      const traces = await recorder().recordTogether(scenarios);
      for (const trace of traces) ticks.set(trace.scenario, trace.ticks);
    }, 5 * 60_000);

    test.each(together)('$row.title on $column.title is promoted when its checks pass', (pair) => {
      const { bootstrap, promotion } = expectedTicks(pair);
      const expected = [...bootstrap, ...promotion];
      expect(ticks.get(pair.namespace)?.slice(0, expected.length).map(pairTick)).toStrictEqual(expected);
      seen.get(pair.namespace)?.add('promoted');
    });

    test.each(together)('$row.title on $column.title is rolled back when a check fails', (pair) => {
      const { rollback } = expectedTicks(pair);
      expect(ticks.get(pair.namespace)?.slice(-rollback.length).map(pairTick)).toStrictEqual(rollback);
      seen.get(pair.namespace)?.add('rolled back');
    });
  });
});

/** The props that the messages are about. */
function reasonOf(refusal: readonly string[]): string {
  return refusal.map((message) => message.split(' must ')[0]).join(', ');
}
