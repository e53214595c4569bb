import { App, Chart, Testing } from 'cdk8s';
import fc from 'fast-check';
import { GrpcRoute } from '../../../src/constructs/traffic/grpc-route';
import type { GrpcMethodMatch, GrpcRouteRule } from '../../../src/constructs/traffic/grpc-route-rule';
import type { ServiceParent } from '../../../src/constructs/traffic/traffic-provider';
import { manifestSerializer } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';

expect.addSnapshotSerializer(manifestSerializer());

const parent: ServiceParent = { group: 'core', kind: 'Service', name: 'orders', port: 9999 };
const backendRefs = [{ name: 'orders-blue', port: 9999 }] as const;

function shop(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

function problems(...rules: [GrpcRouteRule, ...GrpcRouteRule[]]): string[] {
  return new GrpcRoute(shop(), 'orders', { parentRefs: [parent], rules }).node.validate();
}

describe('GrpcRoute', () => {
  test('splits the calls of a service by weight, and is what the API server takes', () => {
    const chart = shop();
    const set = [{ name: 'x-a', value: 'b' }];
    new GrpcRoute(chart, 'orders', {
      parentRefs: [parent],
      hostnames: ['*.example.com'],
      rules: [
        {
          matches: [
            { method: { service: 'shop.Orders', method: 'Place' }, headers: [{ name: 'x-user', value: 'insider' }] },
            { method: { type: 'RegularExpression', service: 'shop\\..+' } },
          ],
          filters: [
            { type: 'RequestHeaderModifier', requestHeaderModifier: { set } },
            { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['x-b'] } },
            { type: 'RequestMirror', requestMirror: { backendRef: { name: 'orders-green', port: 9999 } } },
          ],
          backendRefs: [
            { name: 'orders-blue', port: 9999, weight: 90 },
            { name: 'orders-green', port: 9999, weight: 10 },
          ],
        },
      ],
    });
    const objects = Testing.synth(chart) as object[];
    expect(chart.node.findAll().flatMap(({ node }) => node.validate())).toStrictEqual([]);
    expect(objects.flatMap(validateManifest)).toStrictEqual([]);
    expect(objects).toMatchSnapshot();
  });

  test('refuses what the API server refuses', () => {
    expect(
      problems({
        matches: [{ method: { service: 'shop/Orders', method: 'Place!' } }],
        backendRefs: [{ name: 'Blue', port: 0, weight: 0 }],
      }),
    ).toStrictEqual([
      'rules[0].matches[0].method.service must be the full name of a gRPC service, got "shop/Orders"; write it like "shop.Orders"',
      'rules[0].matches[0].method.method must be the name of a gRPC method, got "Place!"; write it like "Place"',
      expect.stringMatching(/^rules\[0\]\.backendRefs\[0\]\.name must .* got "Blue"/),
      'rules[0].backendRefs[0].port must be a port from 1 to 65535, got 0; for example 9898',
      'rules[0].backendRefs must give one weight above 0, got [0]; every request would fail with status 500',
    ]);
  });

  test('refuses more matches than all rules may have, and a header that is compared twice', () => {
    const matchesOf = (name: string) =>
      Array.from({ length: 64 }, (_, index) => ({ method: { service: `shop.${name}${index}` } }));
    const [some, others] = [matchesOf('Orders'), matchesOf('Carts')];
    expect(problems({ matches: some, backendRefs }, { matches: others, backendRefs })).toStrictEqual([
      'rules[*].matches must have 1 to 127 entries, got 128; split the route in two',
    ]);
    const headers = [
      { name: 'X-User', value: 'a' },
      { name: 'x-user', value: 'b' },
    ];
    expect(problems({ matches: [{ headers }], backendRefs })).toHaveLength(1);
  });

  test('takes every name that protobuf gives a service or a method', () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z_0-9]{0,10}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), name, (parts, method) => {
        expect(problems({ matches: [{ method: { service: parts.join('.'), method } }], backendRefs })).toStrictEqual(
          [],
        );
      }),
    );
  });

  test('does not type-check without a backend, or with a method of no name', () => {
    // @ts-expect-error a rule without one fails every call
    expect(problems({ backendRefs: [] })).toHaveLength(1);
    // @ts-expect-error the API server wants one of both
    const method: GrpcMethodMatch = { type: 'Exact' };
    expect(method).toStrictEqual({ type: 'Exact' });
  });

  test('refuses a second filter of a kind, and a match of the same calls', () => {
    const modifier = { type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['x-a'] } } as const;
    const matches = [{ method: { service: 'shop.Orders' } }];
    const again = [{ method: { type: 'Exact', service: 'shop.Orders' } }] as const;
    expect(
      problems({ matches, filters: [modifier, modifier], backendRefs }, { matches: again, backendRefs }),
    ).toStrictEqual([
      'rules[0].filters must have each kind of filter but RequestMirror once, got "RequestHeaderModifier"; the API server refuses a second one: say all in one',
      expect.stringMatching(/^rules\[1\]\.matches\[0\] must differ from rules\[0\]\.matches\[0\]/),
    ]);
  });
});
