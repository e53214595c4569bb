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
    const matches = Array.from({ length: 64 }, () => ({ method: { service: 'shop.Orders' } }));
    expect(problems({ matches, backendRefs }, { matches, backendRefs })).toStrictEqual([
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
});
