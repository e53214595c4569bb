import { cookie, header } from '../../../src/constructs/delivery/request-match';
import { abTest, blueGreen, canary, type Strategy } from '../../../src/constructs/delivery/strategy';
import { apisix } from '../../../src/constructs/traffic/apisix';
import { appMesh } from '../../../src/constructs/traffic/app-mesh';
import { contour } from '../../../src/constructs/traffic/contour';
import { gatewayApi } from '../../../src/constructs/traffic/gateway-api';
import { gloo } from '../../../src/constructs/traffic/gloo';
import { istio } from '../../../src/constructs/traffic/istio';
import { kubernetes } from '../../../src/constructs/traffic/kubernetes';
import { kuma } from '../../../src/constructs/traffic/kuma';
import { linkerd, linkerdSmi } from '../../../src/constructs/traffic/linkerd';
import { nginx } from '../../../src/constructs/traffic/nginx';
import { osm } from '../../../src/constructs/traffic/osm';
import { skipper } from '../../../src/constructs/traffic/skipper';
import { smi } from '../../../src/constructs/traffic/smi';
import { traefik } from '../../../src/constructs/traffic/traefik';
import type { TrafficProvider } from '../../../src/constructs/traffic/traffic-provider';
import { problemsOn } from './fixture';

const strategies = {
  canary: canary({ stepWeight: 10, maxWeight: 50 }),
  'canary by steps': canary({ stepWeights: [5, 25, 50] }),
  'mirrored canary': canary({ stepWeight: 10, maxWeight: 50, mirror: true }),
  'blue/green': blueGreen({ iterations: 5 }),
  'mirrored blue/green': blueGreen({ iterations: 5, mirror: true }),
  'A/B test': abTest({ iterations: 5, match: [header('x-user').exact('insider')] }),
  'A/B test by prefix': abTest({ iterations: 5, match: [header('x-user').prefix('in')] }),
  'A/B test by cookie': abTest({ iterations: 5, match: [cookie('canary')] }),
  'A/B test by a value of a cookie': abTest({ iterations: 5, match: [header('cookie').regex('.*type=insider.*')] }),
  'A/B test by suffix': abTest({ iterations: 5, match: [header('x-user').suffix('er')] }),
  'A/B test by two headers': abTest({ iterations: 5, match: [header('a').exact('1'), header('b').exact('2')] }),
} satisfies Record<string, Strategy>;

const query = { name: 'mesh', query: 'sum(rate(requests_total[{{ interval }}]))' };
const metrics = { prometheus: 'http://prometheus.monitoring:9090', successRate: query, duration: query };

type Name = keyof typeof strategies;

const shares: readonly Name[] = ['canary', 'canary by steps', 'blue/green'];

const providers: readonly [string, TrafficProvider, readonly Name[]][] = [
  [
    'linkerd',
    linkerd(),
    [...shares, 'A/B test', 'A/B test by cookie', 'A/B test by a value of a cookie', 'A/B test by two headers'],
  ],
  ['linkerdSmi', linkerdSmi(), shares],
  [
    'gatewayApi',
    gatewayApi({ gateways: [{ name: 'public' }] }),
    [
      ...shares,
      'mirrored blue/green',
      'A/B test',
      'A/B test by cookie',
      'A/B test by a value of a cookie',
      'A/B test by two headers',
    ],
  ],
  ['istio', istio(), (Object.keys(strategies) as Name[]).filter((name) => name !== 'A/B test by suffix')],
  ['nginx', nginx(), [...shares, 'A/B test', 'A/B test by cookie']],
  ['kubernetes', kubernetes(), ['blue/green']],
  ['skipper', skipper(), shares],
  ['contour', contour(), [...shares, 'A/B test']],
  ['traefik', traefik(), shares],
  ['gloo', gloo(), shares],
  [
    'gloo that routes others',
    gloo({ routesOthers: true }),
    [...shares, 'A/B test', 'A/B test by cookie', 'A/B test by a value of a cookie'],
  ],
  ['kuma', kuma(), shares],
  ['apisix', apisix(), shares],
  ['osm', osm(), shares],
  ['smi', smi({ version: 'v1alpha3', metrics }), shares],
  [
    'appMesh',
    appMesh(),
    [
      ...shares,
      'A/B test',
      'A/B test by prefix',
      'A/B test by suffix',
      'A/B test by cookie',
      'A/B test by a value of a cookie',
    ],
  ],
];

const pairs = providers.flatMap(([provider, value, carried]) =>
  Object.entries(strategies).map(([name, strategy]) => {
    const verdict = carried.includes(name as Name) ? 'accepted' : 'refused';
    return [name, provider, verdict, value, strategy] as const;
  }),
);

describe('a strategy on a provider', () => {
  test.each(pairs)('%s on %s is %s', (_name, _provider, verdict, provider, strategy) => {
    expect(problemsOn(provider, strategy).length === 0 ? 'accepted' : 'refused').toBe(verdict);
  });

  test('that cannot split, mirror or tell requests apart is refused with what to use instead', () => {
    expect([
      ...problemsOn(kubernetes(), strategies.canary),
      ...problemsOn(linkerd(), strategies['mirrored canary']),
      ...problemsOn(linkerdSmi(), strategies['A/B test']),
      ...problemsOn(linkerd(), strategies['A/B test by prefix']),
      ...problemsOn(istio(), strategies['A/B test by suffix']),
      ...problemsOn(nginx(), strategies['A/B test by two headers']),
      ...problemsOn(gloo(), strategies['A/B test']),
      ...problemsOn(contour(), strategies['A/B test by prefix']),
      ...problemsOn(contour(), strategies['A/B test by cookie']),
      ...problemsOn(appMesh(), strategies['A/B test by two headers']),
    ]).toStrictEqual([
      'strategy must be one that kubernetes can carry out, got "canary"; use blueGreen(…), or a provider that splits by weight',
      'strategy.mirror must be left out for canary on gatewayapi:v1, which does not mirror it, got true; remove it, or use istio()',
      'strategy must be one that linkerd can carry out, got "ab-test"; all traffic would go to the canary: use linkerd(), istio(), gatewayApi(…) or nginx()',
      'strategy.match must compare by exact or regex on gatewayapi:v1, got "prefix"; write .regex(…), or .exact(…), for x-user',
      'strategy.match must compare by exact or prefix or regex on istio, got "suffix"; write .regex(…), or .exact(…), for x-user',
      'strategy.match must name one header only on nginx, got ["a","b"]; the last would win: keep one, or write one regular expression',
      'strategy must be one that gloo can carry out, got "ab-test"; requests that it does not match would get no answer: route them yourself, and say so with routesOthers',
      'strategy.match must compare by exact on contour, got "prefix"; write .exact(…) for x-user',
      `strategy.match must be one that contour can tell apart, got "cookie('canary')"; all traffic would go to the canary: match by header(…)`,
      'strategy.match must name one header or cookie only on appmesh:v1beta2, got ["a","b"]; a request would have to fulfil all of them: keep one',
    ]);
  });
});
