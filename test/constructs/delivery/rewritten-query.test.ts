import fc from 'fast-check';
import { checkPrimaryQueries } from '../../../src/constructs/delivery/scaled-object-check';
import { deploymentTarget } from '../../../src/constructs/delivery/target-reference';

const target = deploymentTarget({ name: 'queue', namespace: 'shop', port: 80, targetPort: 'http' });

function queryProblems(query: string, type = 'prometheus') {
  const triggers = { backlog: { type, metadata: { query, threshold: '100' } } };
  return checkPrimaryQueries({ target, minReplicaCount: 1, maxReplicaCount: 9, triggers }, undefined);
}

/** What Flagger 1.44 makes of a query: `setPrimaryScaledObjectQueries`, with a placeholder that no query holds. */
function rewritten(query: string): string {
  const placeholder = '\u0000';
  return query
    .replaceAll('queue-canary', placeholder)
    .replaceAll('queue', 'queue-primary')
    .replaceAll(placeholder, 'queue-primary');
}

/** What is meant: names of the target and its canary become the primary's, and all other names stay. */
function meant(query: string): string {
  return query.replaceAll(/[\w-]+/g, (word) => {
    const [, name = '', dashes = ''] = /^(.*?)(-*)$/.exec(word) ?? [];
    return name === 'queue' || name === 'queue-canary' ? `queue-primary${dashes}` : word;
  });
}

describe('a query that Flagger rewrites for the primary', () => {
  test('is refused with what to do instead where that changes more than a value', () => {
    const query = 'sum(queue_length{app="queue"})';
    expect(queryProblems(query)).toStrictEqual([
      {
        prop: 'triggers.backlog.metadata.query',
        must: 'have the name queue as a value of its own only, since Flagger puts "-primary" behind it',
        got: query,
        remedy: 'give the query of the primary in primaryScalerQueries',
      },
    ]);
  });

  test.each([
    'sum(queue)',
    'sum(queue{a="b"})',
    'sum(up{queue="a"})',
    'sum(up{app="queue-worker"})',
    'sum(up{app="queue-primary"})',
    'sum(up{app="my-queue"})',
    'sum(up{app="queue-canaryfoo"})',
    'sum(up{app="a\\"b"}) + queue',
  ])('%s is refused', (query) => {
    expect(queryProblems(query)).toHaveLength(1);
  });

  test.each([
    'sum(up{app="queue"})',
    "sum(up{app='queue-canary'})",
    'sum(up{pod=~"queue-.*"})',
    'sum(up{pod=~"queue-[0-9a-z]+"})',
    'sum(up{app="a\\"b",url="http://queue.shop"})',
    'sum(up)',
  ])('%s is accepted', (query) => {
    expect(queryProblems(query)).toStrictEqual([]);
  });

  test('may have the name without quotes where that is how others than Prometheus write values', () => {
    expect(queryProblems('sum:hits{service:queue}', 'datadog')).toStrictEqual([]);
    expect(queryProblems('sum:hits{service:queue-worker}', 'datadog')).toHaveLength(1);
  });

  const piece = fc.constantFrom(
    'queue',
    'queue-canary',
    '-canary',
    '-primary',
    '-',
    '_',
    'a',
    '1',
    '"',
    '=',
    '.',
    ' ',
    '{',
  );
  const query = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  test('means the primary wherever it meant the target, if it is accepted', () => {
    fc.assert(
      fc.property(query, (text) => {
        fc.pre(queryProblems(text, 'datadog').length === 0);
        expect(rewritten(text)).toBe(meant(text));
      }),
    );
  });

  test('is accepted wherever the name stands as a value of its own', () => {
    const other = fc.stringMatching(/^[a-p]{1,5}$/);
    fc.assert(
      fc.property(fc.constantFrom('queue', 'queue-canary'), other, other, (name, metric, label) => {
        expect(queryProblems(`sum(${metric}{${label}="${name}"})`)).toStrictEqual([]);
      }),
    );
  });
});
