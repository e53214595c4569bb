import { queryParam } from '../../src/constructs/delivery/query-param';
import { cookie, header, type RequestMatch } from '../../src/constructs/delivery/request-match';
import { sourceLabels } from '../../src/constructs/delivery/source-labels';
import { abTest } from '../../src/constructs/delivery/strategy';
import type { RouteMatches } from './route-matches';
import type { StrategyRow } from './strategies';

const COOKIE = '^(.*;)?\\s*canary=always(;.*)?$';

/** The A/B tests. What routers must be told is written out here, so that neither Flagger nor the toolkit judges itself. */
export const abTests: readonly StrategyRow[] = [
  row('header', "header('x-user').exact(…)", [header('x-user').exact('insider')], {
    httpRoute: [{ headers: [{ type: 'Exact', name: 'x-user', value: 'insider' }] }],
    virtualService: [{ headers: { 'x-user': { exact: 'insider' } } }],
    ingress: { 'canary-by-header': 'x-user', 'canary-by-header-value': 'insider' },
  }),
  row('header-regex', "header('x-user').regex(…)", [header('x-user').regex('in.*')], {
    httpRoute: [{ headers: [{ type: 'RegularExpression', name: 'x-user', value: 'in.*' }] }],
    virtualService: [{ headers: { 'x-user': { regex: 'in.*' } } }],
    ingress: { 'canary-by-header': 'x-user', 'canary-by-header-pattern': 'in.*' },
  }),
  row('header-prefix', "header('x-user').prefix(…)", [header('x-user').prefix('in')], {
    virtualService: [{ headers: { 'x-user': { prefix: 'in' } } }],
  }),
  row('header-suffix', "header('x-user').suffix(…)", [header('x-user').suffix('er')]),
  row('cookie', "cookie('canary')", [cookie('canary')], {
    httpRoute: [{ headers: [{ type: 'RegularExpression', name: 'cookie', value: COOKIE }] }],
    virtualService: [{ headers: { cookie: { regex: COOKIE } } }],
    ingress: { 'canary-by-cookie': 'canary' },
  }),
  row('header-or-cookie', 'header(…), cookie(…)', [header('x-user').exact('insider'), cookie('canary')], {
    httpRoute: [
      { headers: [{ type: 'Exact', name: 'x-user', value: 'insider' }] },
      { headers: [{ type: 'RegularExpression', name: 'cookie', value: COOKIE }] },
    ],
    virtualService: [{ headers: { 'x-user': { exact: 'insider' } } }, { headers: { cookie: { regex: COOKIE } } }],
    ingress: {
      'canary-by-header': 'x-user',
      'canary-by-header-value': 'insider',
      'canary-by-cookie': 'canary',
    },
  }),
  row('two-headers', 'header(…), header(…)', [header('x-user').exact('insider'), header('x-beta').exact('1')], {
    httpRoute: [
      { headers: [{ type: 'Exact', name: 'x-user', value: 'insider' }] },
      { headers: [{ type: 'Exact', name: 'x-beta', value: '1' }] },
    ],
    virtualService: [{ headers: { 'x-user': { exact: 'insider' } } }, { headers: { 'x-beta': { exact: '1' } } }],
  }),
  row('query-param', "queryParam('beta').exact(…)", [queryParam('beta').exact('1')], {
    httpRoute: [{ queryParams: [{ type: 'Exact', name: 'beta', value: '1' }] }],
    virtualService: [{ queryParams: { beta: { exact: '1' } } }],
  }),
  row('query-param-prefix', "queryParam('beta').prefix(…)", [queryParam('beta').prefix('1')], {
    virtualService: [{ queryParams: { beta: { prefix: '1' } } }],
  }),
  row('query-param-regex', "queryParam('beta').regex(…)", [queryParam('beta').regex('1.*')], {
    httpRoute: [{ queryParams: [{ type: 'RegularExpression', name: 'beta', value: '1.*' }] }],
    virtualService: [{ queryParams: { beta: { regex: '1.*' } } }],
  }),
  row('source-labels', 'sourceLabels(…)', [sourceLabels({ app: 'tester' })], {
    virtualService: [{ sourceLabels: { app: 'tester' } }],
  }),
];

/** @param matches where a router can be told. */
function row(
  id: string,
  title: string,
  match: [RequestMatch, ...RequestMatch[]],
  matches: RouteMatches = {},
): StrategyRow {
  const strategy = abTest({ iterations: 2, match });
  return { id: `ab-${id}`, title: `abTest({ …, match: [${title}] })`, strategy, matches };
}
