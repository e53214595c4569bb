import { Canary } from '../../../src/constructs/delivery/canary';
import { loadTest } from '../../../src/constructs/delivery/hooks/load-test';
import { queryParam } from '../../../src/constructs/delivery/query-param';
import type { RequestMatch } from '../../../src/constructs/delivery/request-match';
import { sourceLabels } from '../../../src/constructs/delivery/source-labels';
import { abTest } from '../../../src/constructs/delivery/strategy';
import { istio } from '../../../src/constructs/traffic/istio';
import { linkerd } from '../../../src/constructs/traffic/linkerd';
import { nginx } from '../../../src/constructs/traffic/nginx';
import { analysisOf, canaryProblems, canaryProps, problemsOn, shopChart } from './fixture';

const by = (match: RequestMatch) => abTest({ iterations: 3, match: [match] });

function analysisWith(match: RequestMatch, path?: string) {
  const chart = shopChart();
  const webhooks = [loadTest(path === undefined ? {} : { path })];
  const analysis = { interval: '1m', threshold: 5, metrics: [], webhooks } as const;
  new Canary(chart, 'rollout', canaryProps(by(match), { provider: istio(), analysis }));
  return analysisOf(chart);
}

test('a query parameter and the labels of the sender are matched as Flagger spells them', () => {
  expect(analysisWith(queryParam('preview').exact('yes')).match).toStrictEqual([
    { queryParams: { preview: { exact: 'yes' } } },
  ]);
  const match = by(sourceLabels({ app: 'tester' }));
  const chart = shopChart();
  new Canary(chart, 'rollout', canaryProps(match, { provider: istio() }));
  expect(analysisOf(chart).match).toStrictEqual([{ sourceLabels: { app: 'tester' } }]);
});

test('a load test asks with the parameter that goes to the canary', () => {
  expect(JSON.stringify(analysisWith(queryParam('preview').exact('a b')))).toContain('9898/?preview=a+b');
  expect(JSON.stringify(analysisWith(queryParam('preview').regex('y.*'), '/?preview=yes'))).toContain('/?preview=yes');
});

test('a load test without a known value is refused', () => {
  const analysis = { interval: '1m', threshold: 5, metrics: [], webhooks: [loadTest()] } as const;
  for (const match of [queryParam('preview').regex('y.*'), sourceLabels({ app: 'tester' })]) {
    expect(canaryProblems(by(match), { provider: istio(), analysis })).toStrictEqual([
      expect.stringContaining('must send a header that the A/B test matches'),
    ]);
  }
});

test('what a router cannot tell apart is refused, since all traffic would go to the canary', () => {
  expect(problemsOn(linkerd(), by(queryParam('preview').exact('yes')))).toStrictEqual([]);
  expect(problemsOn(linkerd(), by(queryParam('preview').prefix('y')))).toStrictEqual([
    'strategy.match must compare by exact or regex on gatewayapi:v1, got "prefix"; write .regex(…), or .exact(…), for preview',
  ]);
  expect(problemsOn(nginx(), by(queryParam('preview').exact('yes')))).toStrictEqual([
    `strategy.match must be one that nginx can tell apart, got "queryParam('preview')"; all traffic would go to the canary: match by header(…)`,
  ]);
  expect(problemsOn(linkerd(), by(sourceLabels({ app: 'tester' })))).toHaveLength(1);
});

test('an empty match is refused at once', () => {
  expect(() => queryParam('')).toThrow('queryParam must name a parameter, got ""; write it like "preview"');
  expect(() => queryParam('a').exact('')).toThrow('must compare with a value');
  expect(() => sourceLabels({})).toThrow('sourceLabels must name a label, got {}; every request would match');
});
