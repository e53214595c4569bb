import { Canary } from '../../../src/constructs/delivery/canary';
import { cookie, header, type RequestMatch } from '../../../src/constructs/delivery/request-match';
import { abTest } from '../../../src/constructs/delivery/strategy';
import { istio } from '../../../src/constructs/traffic/istio';
import { nginx } from '../../../src/constructs/traffic/nginx';
import type { TrafficProvider } from '../../../src/constructs/traffic/traffic-provider';
import { analysisOf, canaryProps, shopChart, target } from './fixture';

function matchOn(provider: TrafficProvider, ...match: [RequestMatch, ...RequestMatch[]]): unknown {
  const chart = shopChart();
  const strategy = abTest({ iterations: 3, match });
  new Canary(chart, 'rollout', canaryProps(strategy, { provider, target: target({ ingressName: 'backend' }) }));
  return analysisOf(chart).match;
}

function cookieRegex(name: string): RegExp {
  const [match] = matchOn(istio(), cookie(name)) as [{ headers: { cookie: { regex: string } } }];
  return new RegExp(match.headers.cookie.regex);
}

describe('matches of an A/B test', () => {
  test('compare headers in each way, one entry for each', () => {
    const x = header('X-User');
    expect(matchOn(istio(), x.exact('a'), x.prefix('b'), x.regex('c.*'))).toStrictEqual([
      { headers: { 'x-user': { exact: 'a' } } },
      { headers: { 'x-user': { prefix: 'b' } } },
      { headers: { 'x-user': { regex: 'c.*' } } },
    ]);
  });

  test('give NGINX the name of the cookie', () => {
    expect(matchOn(nginx(), cookie('canary'))).toStrictEqual([{ headers: { cookie: { exact: 'canary' } } }]);
  });

  test.each([
    ['canary=always', true],
    ['session=1; canary=always', true],
    ['canary=always; session=1', true],
    ['canary=never', false],
    ['not-canary=always', false],
    ['canary=alwaysnot', false],
    ['session=1', false],
  ])('take the cookie header %s elsewhere: %s', (value, taken) => {
    expect(cookieRegex('canary').test(value)).toBe(taken);
  });

  test('take the name of a cookie literally', () => {
    expect(cookieRegex('a.b').test('a.b=always')).toBe(true);
    expect(cookieRegex('a.b').test('axb=always')).toBe(false);
  });

  test('refuse at once what is no header, no cookie or no value', () => {
    expect(() => header('x user')).toThrow('header must be a header name, got "x user"; write it like "x-user"');
    expect(() => header('Cookie').exact('a=b')).toThrow(
      'header must not be cookie for exact, got "Cookie"; use cookie(\'canary\'), or regex',
    );
    expect(() => cookie('a=b')).toThrow('cookie must be a cookie name, got "a=b"; write it like "canary"');
    expect(() => header('x-user').exact('')).toThrow(
      `header('x-user').exact must compare with a value, got ""; Flagger ignores an empty one`,
    );
  });
});
