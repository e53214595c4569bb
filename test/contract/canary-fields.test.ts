import { Canary, type CanaryProps } from '../../src';
import { objectsOf, shopChart } from '../constructs/delivery/fixture';
import { leafNamesOf, namedLeavesOf } from '../support/schema-samples';
import { readSchema, validateManifest } from '../support/schemas';
import { everyCanary, plainest } from './support/canaries';

/** Fields of the CRD that no prop reaches yet. A field that is reached leaves this list; none may come back. */
const NOT_REACHED: readonly string[] = [
  'autoscalerRef.primaryScalerQueries.*',
  'autoscalerRef.primaryScalerReplicas.minReplicas',
  'autoscalerRef.primaryScalerReplicas.maxReplicas',
  'routeRef.apiVersion',
  'routeRef.kind',
  'routeRef.name',
  'upstreamRef.apiVersion',
  'upstreamRef.kind',
  'upstreamRef.name',
  'upstreamRef.namespace',
  'service.name',
  'service.portName',
  'service.appProtocol',
  'service.trafficDistribution',
  'service.portDiscovery',
  'service.headless',
  'service.timeout',
  'service.backendTimeout',
  'service.meshName',
  'service.backends[]',
  'service.delegation',
  'service.match[].authority.exact',
  'service.match[].authority.prefix',
  'service.match[].authority.regex',
  'service.match[].gateways[]',
  'service.match[].headers.*.exact',
  'service.match[].headers.*.prefix',
  'service.match[].headers.*.regex',
  'service.match[].ignoreUriCase',
  'service.match[].method.exact',
  'service.match[].method.prefix',
  'service.match[].method.regex',
  'service.match[].name',
  'service.match[].port',
  'service.match[].queryParams.*.exact',
  'service.match[].queryParams.*.prefix',
  'service.match[].queryParams.*.regex',
  'service.match[].scheme.exact',
  'service.match[].scheme.prefix',
  'service.match[].scheme.regex',
  'service.match[].sourceLabels.*',
  'service.match[].sourceNamespace',
  'service.match[].uri.exact',
  'service.match[].uri.prefix',
  'service.match[].uri.regex',
  'service.match[].withoutHeaders.*.exact',
  'service.match[].withoutHeaders.*.prefix',
  'service.match[].withoutHeaders.*.regex',
  'service.retries.attempts',
  'service.retries.perTryTimeout',
  'service.retries.retryOn',
  'service.rewrite.uri',
  'service.rewrite.authority',
  'service.rewrite.type',
  'service.mirror[].backendRef.group',
  'service.mirror[].backendRef.kind',
  'service.mirror[].backendRef.name',
  'service.mirror[].backendRef.namespace',
  'service.mirror[].backendRef.port',
  'service.headers.request.add.*',
  'service.headers.request.remove[]',
  'service.headers.request.set.*',
  'service.headers.response.add.*',
  'service.headers.response.remove[]',
  'service.headers.response.set.*',
  'service.corsPolicy.allowCredentials',
  'service.corsPolicy.allowHeaders[]',
  'service.corsPolicy.allowMethods[]',
  'service.corsPolicy.allowOrigin[]',
  'service.corsPolicy.allowOrigins[].exact',
  'service.corsPolicy.allowOrigins[].prefix',
  'service.corsPolicy.allowOrigins[].regex',
  'service.corsPolicy.exposeHeaders[]',
  'service.corsPolicy.maxAge',
  'service.trafficPolicy.connectionPool.http.h2UpgradePolicy',
  'service.trafficPolicy.connectionPool.http.http1MaxPendingRequests',
  'service.trafficPolicy.connectionPool.http.http2MaxRequests',
  'service.trafficPolicy.connectionPool.http.idleTimeout',
  'service.trafficPolicy.connectionPool.http.maxRequestsPerConnection',
  'service.trafficPolicy.connectionPool.http.maxRetries',
  'service.trafficPolicy.loadBalancer.consistentHash.httpCookie.name',
  'service.trafficPolicy.loadBalancer.consistentHash.httpCookie.path',
  'service.trafficPolicy.loadBalancer.consistentHash.httpCookie.ttl',
  'service.trafficPolicy.loadBalancer.consistentHash.httpHeaderName',
  'service.trafficPolicy.loadBalancer.consistentHash.httpQueryParameterName',
  'service.trafficPolicy.loadBalancer.consistentHash.minimumRingSize',
  'service.trafficPolicy.loadBalancer.consistentHash.useSourceIp',
  'service.trafficPolicy.loadBalancer.localityLbSetting.distribute[].from',
  'service.trafficPolicy.loadBalancer.localityLbSetting.distribute[].to.*',
  'service.trafficPolicy.loadBalancer.localityLbSetting.enabled',
  'service.trafficPolicy.loadBalancer.localityLbSetting.failover[].from',
  'service.trafficPolicy.loadBalancer.localityLbSetting.failover[].to',
  'service.trafficPolicy.loadBalancer.simple',
  'service.trafficPolicy.loadBalancer.warmupDurationSecs',
  'service.trafficPolicy.outlierDetection.baseEjectionTime',
  'service.trafficPolicy.outlierDetection.consecutive5xxErrors',
  'service.trafficPolicy.outlierDetection.consecutiveErrors',
  'service.trafficPolicy.outlierDetection.consecutiveGatewayErrors',
  'service.trafficPolicy.outlierDetection.consecutiveLocalOriginFailures',
  'service.trafficPolicy.outlierDetection.interval',
  'service.trafficPolicy.outlierDetection.maxEjectionPercent',
  'service.trafficPolicy.outlierDetection.minHealthPercent',
  'service.trafficPolicy.outlierDetection.splitExternalLocalOriginErrors',
  'service.trafficPolicy.tls.caCertificates',
  'service.trafficPolicy.tls.clientCertificate',
  'service.trafficPolicy.tls.mode',
  'service.trafficPolicy.tls.privateKey',
  'service.trafficPolicy.tls.sni',
  'service.trafficPolicy.tls.subjectAltNames[]',
  'service.apex.labels.*',
  'service.apex.annotations.*',
  'service.primary.labels.*',
  'service.primary.annotations.*',
  'service.canary.labels.*',
  'service.canary.annotations.*',
  'service.unmanagedMetadata.annotations[]',
  'service.unmanagedMetadata.labels[]',
];

const schema = readSchema('flagger.app/v1beta1', 'Canary')?.properties?.['spec'] ?? {};
const fields = leafNamesOf(schema);
const cases = Object.entries(everyCanary);

/** The object that a Canary writes; synthesis fails where something is wrong with it. */
function canaryOf(props: CanaryProps): unknown {
  const chart = shopChart();
  // A target has one Canary only.
  new Canary(chart, 'rollout', { ...props, target: { ...props.target } });
  return objectsOf(chart, 'Canary')[0];
}

/** The fields of a Canary with their values, as text. */
function saidBy(props: CanaryProps): string[] {
  const { spec } = canaryOf(props) as { spec: unknown };
  return namedLeavesOf(schema, spec).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
}

test.each(cases)('a Canary %s is what the API server takes, and nothing is wrong with it', (_title, props) => {
  expect(validateManifest(canaryOf(props))).toStrictEqual([]);
});

test('the fields of the CRD that typed props do not reach are known', () => {
  // What the plainest Canary says, too, might be a constant rather than a prop's value.
  const constant = new Set(saidBy(plainest));
  const said = cases.flatMap(([, props]) => saidBy(props)).filter((field) => !constant.has(field));
  const reached = new Set(said.map((field) => field.split(' ')[0]));
  expect(fields).toHaveLength(191);
  expect(fields.filter((field) => !reached.has(field))).toStrictEqual(NOT_REACHED);
});
