import { grpcTest } from '../../../../src/constructs/delivery/hooks/grpc-test';
import { queryParam } from '../../../../src/constructs/delivery/query-param';
import { header } from '../../../../src/constructs/delivery/request-match';
import { abTest, blueGreen } from '../../../../src/constructs/delivery/strategy';
import { istio } from '../../../../src/constructs/traffic/istio';
import { nginx } from '../../../../src/constructs/traffic/nginx';
import { hook, problemsWith, steps } from './fixture';

const call = 'grpc.health.v1.Health/Check';

describe('grpcTest', () => {
  test('calls the Service whose traffic is split, by host and port, without TLS', () => {
    expect(hook(grpcTest({ call }))).toStrictEqual({
      name: 'grpc-test',
      type: 'rollout',
      url: 'http://flagger-loadtester.flagger-system/',
      metadata: { type: 'cmd', cmd: `ghz -z 2m -r 20 -c 2 --insecure --call ${call} web.shop:9898` },
    });
  });

  test('takes a port, a proto file, a message and metadata', () => {
    const test = grpcTest({
      ...{ call, port: 9999, proto: '/files/api.proto', tls: 'unverified' },
      ...{ data: { service: "it's" }, metadata: { 'x-user': 'in' } },
    });
    expect(hook(test).metadata?.cmd).toBe(
      `ghz -z 2m -r 20 -c 2 --skipTLS -m '{"x-user":"in"}' -d '{"service":"it'\\''s"}' --proto /files/api.proto --call ${call} web.shop:9999`,
    );
  });

  test('calls the canary itself for blue/green', () => {
    expect(hook(grpcTest({ call }), blueGreen({ iterations: 3 })).metadata?.cmd).toMatch(/ web-canary\.shop:9898$/);
  });

  test('goes through the ingress controller on nginx, under the host of the Ingress', () => {
    expect(hook(grpcTest({ call }), steps, nginx()).metadata?.cmd).toMatch(
      / --authority shop\.example\.com .* ingress-nginx-controller\.ingress-nginx:80$/,
    );
  });

  test('sends metadata that an A/B test matches, and asks for some where it knows none', () => {
    const byHeader = abTest({ iterations: 3, match: [header('X-User').exact('insider')] });
    const byQuery = abTest({ iterations: 3, match: [queryParam('user').exact('insider')] });
    expect(hook(grpcTest({ call }), byHeader, istio()).metadata?.cmd).toContain(`-m '{"x-user":"insider"}'`);
    expect(problemsWith([grpcTest({ call })], byQuery)).toStrictEqual([
      'webhooks[0].metadata must be some that the A/B test matches, got nothing; give the test metadata: no value is known for a regular expression or a query parameter',
    ]);
  });

  test('refuses a method that is none, and a file that the load tester would look for in its own folder', () => {
    expect(problemsWith([grpcTest({ call: 'Check', proto: 'api.proto' })])).toStrictEqual([
      'webhooks[0].call must be a method with its package and service, got "Check"; write it like "grpc.health.v1.Health/Check"',
      `webhooks[0].proto must be the absolute path of a file in the load tester's container, got "api.proto"; for example "/files/smoke.bats", of a LoadTester with such a file`,
    ]);
  });
});
