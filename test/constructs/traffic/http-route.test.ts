import { App, Chart, Testing } from 'cdk8s';
import { HttpRoute } from '../../../src/constructs/traffic/http-route';
import type { HttpRouteRule } from '../../../src/constructs/traffic/http-route-rule';
import type { ServiceParent } from '../../../src/constructs/traffic/traffic-provider';
import { manifestSerializer } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';

expect.addSnapshotSerializer(manifestSerializer());

const parent: ServiceParent = { group: 'core', kind: 'Service', name: 'search', port: 9898 };
const backendRefs = [{ name: 'search-blue', port: 9898 }];

function shop(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

function problems(...rules: [HttpRouteRule, ...HttpRouteRule[]]): string[] {
  return new HttpRoute(shop(), 'search', { parentRefs: [parent], rules }).node.validate();
}

describe('HttpRoute', () => {
  test('splits the requests to a Service by weight', () => {
    const chart = shop();
    new HttpRoute(chart, 'search', {
      parentRefs: [parent],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/api' }, headers: [{ name: 'x-user', value: 'insider' }] }],
          backendRefs: [{ name: 'search-green', port: 9898 }],
          timeouts: { request: '10s', backendRequest: '2s' },
        },
        {
          backendRefs: [
            { name: 'search-blue', port: 9898, weight: 90 },
            { name: 'search-green', port: 9898, weight: 10 },
          ],
        },
      ],
    });
    const objects = Testing.synth(chart) as object[];
    expect(objects).toMatchSnapshot();
    expect(objects.flatMap(validateManifest)).toStrictEqual([]);
  });

  test('has every match and filter that the CRD has, spelled as it does', () => {
    const chart = shop();
    const set = [{ name: 'x-a', value: 'b' }];
    const rule: HttpRouteRule = {
      matches: [{ method: 'GET', queryParams: [{ type: 'RegularExpression', name: 'q', value: '.+' }] }],
      filters: [
        { type: 'RequestHeaderModifier', requestHeaderModifier: { set, remove: ['x-c'] } },
        { type: 'ResponseHeaderModifier', responseHeaderModifier: { add: set } },
        { type: 'RequestMirror', requestMirror: { backendRef: { name: 'search-green', port: 9898 } } },
        { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
      ],
      backendRefs,
    };
    const redirect = { scheme: 'https', statusCode: 301, hostname: 'shop.example.com' } as const;
    new HttpRoute(chart, 'search', {
      parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
      hostnames: ['*.example.com'],
      rules: [rule, { filters: [{ type: 'RequestRedirect', requestRedirect: redirect }] }],
    });
    const objects = Testing.synth(chart) as object[];
    expect(chart.node.findAll().flatMap(({ node }) => node.validate())).toStrictEqual([]);
    expect(objects.flatMap(validateManifest)).toStrictEqual([]);
  });

  test('refuses rules that nothing answers', () => {
    expect(problems({})).toStrictEqual(['rules[0].backendRefs must have 1 to 16 entries, got 0; add one']);
    expect(problems({ backendRefs: [{ name: 'blue', port: 9898, weight: 0 }] })).toStrictEqual([
      'rules[0].backendRefs must give one weight above 0, got [0]; every request would fail with status 500',
    ]);
  });

  test('refuses ports, weights, paths and timeouts that the API server refuses', () => {
    expect(
      problems({
        matches: [{ path: { value: 'api' } }],
        backendRefs: [{ name: 'blue', port: 0, weight: -1 }],
        timeouts: { request: '1s', backendRequest: '2s' },
      }),
    ).toStrictEqual([
      'rules[0].matches[0].path.value must begin with "/" and have no "//", "/./", "/../", "%2F", "#" or blank, got "api"; write it like "/api"',
      'rules[0].timeouts.backendRequest must be at most request 1s, got "2s"; the API server refuses it: lower it',
      'rules[0].backendRefs[0].port must be a port from 1 to 65535, got 0; for example 9898',
      'rules[0].backendRefs[0].weight must be a whole number from 0 to 1000000, got -1; for example 0',
    ]);
    expect(problems({ backendRefs, timeouts: { request: '1.5s' } })).toStrictEqual([
      'rules[0].timeouts.request must be whole hours, minutes, seconds or milliseconds, got "1.5s"; write it like "30s" or "500ms"',
    ]);
  });

  test('refuses bad ports and names of parents, mirrors and redirects', () => {
    const parents = [{ ...parent, port: 70_000 }] as const;
    const mirror = { type: 'RequestMirror', requestMirror: { backendRef: { name: 'Green', port: 0 } } } as const;
    const redirect = { type: 'RequestRedirect', requestRedirect: { port: 0 } } as const;
    const old = [{ path: { value: '/old' } }] as const;
    const rules = [
      { filters: [mirror], backendRefs },
      { matches: old, filters: [redirect] },
    ] as const;
    expect(new HttpRoute(shop(), 'search', { parentRefs: parents, rules }).node.validate()).toStrictEqual([
      'parentRefs[0].port must be a port from 1 to 65535, got 70000; for example 9898',
      expect.stringMatching(/^rules\[0\]\.filters\[0\]\.requestMirror\.backendRef\.name must .* got "Green"/),
      'rules[0].filters[0].requestMirror.backendRef.port must be a port from 1 to 65535, got 0; for example 9898',
      'rules[1].filters[0].requestRedirect.port must be a port from 1 to 65535, got 0; for example 9898',
    ]);
  });

  test('refuses a header that is compared twice, whatever its case', () => {
    const headers = [
      { name: 'X-User', value: 'a' },
      { name: 'x-user', value: 'b' },
    ];
    expect(problems({ matches: [{ headers }], backendRefs })).toStrictEqual([
      'rules[0].matches[0].headers must name each one once, got ["x-user","x-user"]; only the first would count: write one regular expression',
    ]);
  });

  test('does not type-check with a Service as parent but no group, or with a filter of two kinds', () => {
    // @ts-expect-error without a group the API server looks for a Gateway API kind named Service
    new HttpRoute(shop(), 'a', { parentRefs: [{ kind: 'Service', name: 'search' }], rules: [{ backendRefs }] });
    // @ts-expect-error the type names the field
    const rule: HttpRouteRule = { filters: [{ type: 'URLRewrite', requestRedirect: { port: 443 } }], backendRefs };
    expect(problems(rule)).toStrictEqual([
      'rules[0].filters[0].urlRewrite must be given for the type URLRewrite, got nothing; write { type: "URLRewrite", urlRewrite: … }',
    ]);
  });

  test.each(['/a b', '/a//b', '/a/./b', '/a/../b', '/a/..', '/a%2Fb', '/a%2', '/a?b', 'a', ''])(
    'refuses the path %j, which the API server refuses',
    (value) => {
      expect(problems({ matches: [{ path: { value } }], backendRefs })).toStrictEqual([
        expect.stringMatching(/^rules\[0\]\.matches\[0\]\.path\.value must begin with "\/"/),
      ]);
      const regular = { type: 'RegularExpression', value } as const;
      expect(problems({ matches: [{ path: regular }], backendRefs })).toStrictEqual([]);
    },
  );

  test.each(['/', '/a', '/a/', '/a..b/.c', '/a%20b', "/$&'()*+,;=:@~"])('takes the path %j', (value) => {
    expect(problems({ matches: [{ path: { value } }], backendRefs })).toStrictEqual([]);
  });

  test('refuses filters that do not go together', () => {
    const rewrite = { type: 'URLRewrite', urlRewrite: { hostname: 'a.example.com' } } as const;
    const redirect = { type: 'RequestRedirect', requestRedirect: { port: 443 } } as const;
    expect(problems({ filters: [rewrite, redirect, rewrite] })).toStrictEqual([
      'rules[0].filters must have each kind of filter but RequestMirror once, got "URLRewrite"; the API server refuses a second one: say all in one',
      'rules[0].filters must not rewrite what it redirects, got "URLRewrite"; the API server refuses both: remove URLRewrite or RequestRedirect',
    ]);
    const mirror = { type: 'RequestMirror', requestMirror: { backendRef: { name: 'search-green', port: 1 } } } as const;
    expect(problems({ filters: [mirror, mirror], backendRefs })).toStrictEqual([]);
  });

  test('refuses a prefix to be replaced where there is none, or more than one', () => {
    const path = { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } as const;
    const filters = [{ type: 'URLRewrite', urlRewrite: { path } }] as const;
    const [exact, a, b] = [
      { path: { type: 'Exact', value: '/a' } },
      { path: { value: '/a' } },
      { path: { value: '/b' } },
    ] as const;
    const must = expect.stringContaining('urlRewrite.path must replace the prefix of a rule with one match') as string;
    expect(problems({ matches: [exact], filters, backendRefs })).toStrictEqual([must]);
    expect(problems({ matches: [a, b], filters, backendRefs })).toStrictEqual([must]);
    expect([...problems({ matches: [a], filters, backendRefs }), ...problems({ filters, backendRefs })]).toStrictEqual(
      [],
    );
  });

  test('refuses headers that are no names, or are changed twice', () => {
    const set = [
      { name: 'X-A', value: '1' },
      { name: 'x-a', value: '2' },
    ];
    const modifier = { set, remove: ['a b'] };
    const filters = [{ type: 'RequestHeaderModifier', requestHeaderModifier: modifier }] as const;
    const matches = [{ headers: [{ name: 'x:y', value: 'z' }] }];
    expect(problems({ matches, filters, backendRefs })).toStrictEqual([
      'rules[0].matches[0].headers must be a name of at most 256 characters without blanks and ":", got "x:y"; write it like "x-user"',
      'rules[0].filters[0].requestHeaderModifier.set must name each one once, got ["x-a","x-a"]; the API server refuses the second one: remove it',
      'rules[0].filters[0].requestHeaderModifier.remove must be a name of at most 256 characters without blanks and ":", got "a b"; write it like "x-user"',
    ]);
  });

  test('refuses two matches of the same requests, however they are written', () => {
    const [x, y] = [
      { name: 'x', value: '1' },
      { name: 'y', value: '2' },
    ];
    expect(
      problems(
        { matches: [{ headers: [x, y] }], backendRefs },
        { matches: [{ path: { value: '/' }, headers: [y, { ...x, name: 'X', type: 'Exact' }] }], backendRefs },
        { backendRefs },
        { matches: [{}], backendRefs },
      ).map((text) => text.replace(/, got .*;/, ';')),
    ).toStrictEqual([
      'rules[1].matches[0] must differ from rules[0].matches[0]; that one gets all of its requests: change or remove one',
      'rules[3].matches[0] must differ from rules[2].matches[0]; that one gets all of its requests: change or remove one',
    ]);
    expect(
      problems({ matches: [{ headers: [x] }], backendRefs }, { matches: [{ headers: [y] }], backendRefs }),
    ).toStrictEqual([]);
  });

  test('refuses the same parent twice', () => {
    const parents = [
      parent,
      { name: 'public', sectionName: 'a' },
      { name: 'public', sectionName: 'b' },
      parent,
    ] as const;
    expect(
      new HttpRoute(shop(), 'search', { parentRefs: parents, rules: [{ backendRefs }] }).node.validate(),
    ).toStrictEqual([
      'parentRefs[3] must differ from the others, got "search"; the API server refuses it twice: remove it, or name another sectionName',
    ]);
  });
});
