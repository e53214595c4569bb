import type { CanaryService } from '../../../src/constructs/delivery/canary-service';
import { queryParam } from '../../../src/constructs/delivery/query-param';
import { abTest, blueGreen, canary, type Strategy } from '../../../src/constructs/delivery/strategy';
import { gatewayApi } from '../../../src/constructs/traffic/gateway-api';
import { contour } from '../../../src/constructs/traffic/contour';
import { istio } from '../../../src/constructs/traffic/istio';
import { kubernetes } from '../../../src/constructs/traffic/kubernetes';
import { linkerd } from '../../../src/constructs/traffic/linkerd';
import type { TrafficProvider } from '../../../src/constructs/traffic/traffic-provider';
import { canaryProblems } from './fixture';

const steps = canary({ stepWeight: 10, maxWeight: 50 });

function problemsWith(provider: TrafficProvider, service: CanaryService, strategy: Strategy = steps): string[] {
  return canaryProblems(strategy, { provider, service });
}

test('a field that the router ignores is refused, with the routers that read it', () => {
  expect(problemsWith(linkerd(), { retries: { attempts: 3 } })).toStrictEqual([
    'service.retries must be left out on gatewayapi:v1, which ignores it, got {"attempts":3}; remove it; it is for istio, contour, appmesh, appmesh:v1beta2',
  ]);
  expect(problemsWith(istio(), { backendTimeout: '5s' })).toHaveLength(1);
  expect(problemsWith(kubernetes(), { timeout: '5s' }, blueGreen({ iterations: 3 }))).toHaveLength(1);
  const old = { ...linkerd(), provider: 'gatewayapi:v1beta1' as const };
  expect(problemsWith(old, { timeout: '5s', corsPolicy: {} })).toHaveLength(2);
});

test('a VirtualService that another delegates to has no hosts, its own or the provider’s', () => {
  expect(problemsWith(istio({ gateways: ['mesh'] }), { delegation: true })).toStrictEqual([
    'service.delegation must be without hosts and gateways, got ["mesh"]; the VirtualService that delegates has them: use istio() without any',
  ]);
  expect(problemsWith(istio(), { delegation: true, hosts: ['a.example.com'] })).toHaveLength(1);
});

test('what is about requests is refused where Istio routes connections', () => {
  const service = { appProtocol: 'TCP', timeout: '5s' } as const;
  expect(problemsWith(istio(), service)).toStrictEqual([
    'service.timeout must be left out for appProtocol tcp, got "5s"; it is for requests, not connections: remove it, or change appProtocol',
  ]);
  const match = abTest({ iterations: 3, match: [queryParam('a').exact('b')] });
  expect(problemsWith(istio(), { appProtocol: 'tcp' }, match)).toStrictEqual([
    expect.stringMatching(/^strategy must move all connections by weight/),
  ]);
});

test('a match that Gateway API cannot say is refused, since Flagger drops it or stops', () => {
  const match = [{ sourceNamespace: 'web', method: { prefix: 'P' }, headers: { a: { prefix: '1' } } }] as const;
  expect(problemsWith(linkerd(), { match })).toStrictEqual([
    'service.match[0].sourceNamespace must be left out on gatewayapi:v1, which ignores it, got "sourceNamespace"; the route would take more requests than that: remove it, or use istio()',
    'service.match[0].headers.a must compare by exact or regex on Gateway API, got {"prefix":"1"}; Flagger would stop at each step: change it',
    'service.match[0].method must compare by exact on Gateway API, got {"prefix":"P"}; Flagger would stop at each step: change it',
  ]);
});

test('an A/B test by query parameter is refused on Istio beside a match of the service', () => {
  const strategy = abTest({ iterations: 3, match: [queryParam('a').exact('b')] });
  expect(problemsWith(istio(), { match: [{ uri: { prefix: '/' } }] }, strategy)).toStrictEqual([
    'strategy.match must not name a query parameter on istio when the service has a match, got "queryParam(…)"; Flagger drops it, and all traffic would go to the canary: match by header(…)',
  ]);
});

test('Contour and App Mesh know one prefix of a path', () => {
  expect(problemsWith(contour(), { match: [{ uri: { prefix: '/a' } }] })).toStrictEqual([]);
  expect(problemsWith(contour(), { match: [{ uri: { exact: '/a' } }] })).toHaveLength(1);
});

test('retries on Contour say when: Flagger would write a condition that Contour does not know', () => {
  expect(problemsWith(contour(), { retries: { attempts: 3, retryOn: '5xx' } })).toStrictEqual([]);
  expect(problemsWith(contour(), { retries: { attempts: 3 } })).toStrictEqual([
    'service.retries.retryOn must be given on contour, got nothing; the API server would refuse the HTTPProxy: write it like "5xx,reset"',
  ]);
});

test('numbers and times that Flagger, Istio or Gateway API cannot take are refused', () => {
  const http = { maxRetries: 1.5 };
  const distribute = [{ from: 'eu', to: { eu: 50, us: 40 } }];
  const trafficPolicy = {
    connectionPool: { http },
    loadBalancer: { localityLbSetting: { distribute } },
    outlierDetection: { maxEjectionPercent: 101 },
    tls: { mode: 'MUTUAL' },
  } as const;
  expect(problemsWith(istio(), { trafficPolicy })).toStrictEqual([
    'service.trafficPolicy.connectionPool.http.maxRetries must be a whole number of at least 0, got 1.5; for example 2',
    'service.trafficPolicy.outlierDetection.maxEjectionPercent must be a whole number from 0 to 100, got 101; for example 100',
    'service.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to must add up to 100, got {"eu":50,"us":40}; the shares are 90 percent in all',
    'service.trafficPolicy.tls must name certificate and key for MUTUAL, got {"mode":"MUTUAL"}; give clientCertificate and privateKey, or use ISTIO_MUTUAL',
  ]);
  expect(problemsWith(linkerd(), { timeout: '5s', backendTimeout: '10s' })).toStrictEqual([
    'service.backendTimeout must be at most timeout 5s, got "10s"; the API server would refuse the HTTPRoute: shorten it',
  ]);
});

test('a rewrite that changes nothing, a mirror without a port and compared origins are refused', () => {
  const rewrite = { type: 'ReplacePrefixMatch' } as const;
  expect(problemsWith(linkerd(), { rewrite })).toHaveLength(1);
  expect(problemsWith(istio(), { rewrite: { ...rewrite, uri: '/' } })).toStrictEqual([
    'service.rewrite.type must be left out on Istio, got "ReplacePrefixMatch"; Istio replaces the prefix that matched: remove it',
  ]);
  expect(problemsWith(linkerd(), { mirror: [{ backendRef: { name: 'shadow' } }] })).toStrictEqual([
    'service.mirror[0].backendRef.port must be given for a Service, got nothing; for example 9898',
  ]);
  const corsPolicy = { allowOrigins: [{ prefix: 'https://' }] };
  expect(problemsWith(gatewayApi({ gateways: [{ name: 'public' }] }), { corsPolicy })).toHaveLength(1);
});

test('App Mesh needs a mesh, APISIX a route', () => {
  const on = (provider: 'appmesh' | 'apisix') => problemsWith({ ...linkerd(), provider }, {});
  expect(on('appmesh')).toStrictEqual(['service.meshName must be given on appmesh, got nothing; name the mesh']);
  expect(on('apisix')).toHaveLength(1);
});
