import { parseAllDocuments } from 'yaml';
import { CalledPorts } from '../../../src/manifest/network/called-ports';

const BASE = `
kind: Deployment
metadata: { namespace: shop, name: cart }
spec:
  template:
    metadata:
      labels: { app: cart }
      annotations: { prometheus.io/scrape: 'true', prometheus.io/port: '9797' }
    spec: { containers: [{ ports: [{ name: http, containerPort: 9898 }, { name: grpc, containerPort: 9999 }] }] }
---
kind: Service
metadata: { namespace: shop, name: cart }
spec: { selector: { app: cart }, ports: [{ name: web, port: 80, targetPort: http }, { name: rpc, port: 81, targetPort: 9999 }] }
---
`;

function called(more: string, base = BASE): CalledPorts {
  return new CalledPorts(
    parseAllDocuments(base + more).map((document) => (document.toJS() ?? {}) as Record<string, unknown>),
  );
}

const ingress = (spec: string) => `kind: Ingress\nmetadata: { namespace: shop, name: cart }\nspec: ${spec}`;
const canary = (spec: string) => `kind: Canary\nmetadata: { namespace: shop, name: cart }\nspec: ${spec}`;
const hook = (url: string) => canary(`{ targetRef: { name: pay }, analysis: { webhooks: [{ url: '${url}' }] } }`);

describe('the ports behind Ingresses', () => {
  test.each([
    [
      'a number',
      '{ rules: [{ http: { paths: [{ backend: { service: { name: cart, port: { number: 80 } } } }] } }] }',
      [9898],
    ],
    ['a name', '{ defaultBackend: { service: { name: cart, port: { name: rpc } } } }', [9999]],
    [
      'both',
      '{ defaultBackend: { service: { name: cart, port: { name: rpc } } }, rules: [{ http: { paths: [{ backend: { service: { name: cart, port: { number: 80 } } } }] } }] }',
      [9898, 9999],
    ],
    ['a Service nobody declares', '{ defaultBackend: { service: { name: other, port: { number: 8080 } } } }', [8080]],
    ['no Service', '{ defaultBackend: { resource: { kind: Bucket, name: cart } } }', []],
    ['nothing', '{ rules: [{ host: a.example.com }] }', []],
  ])('%s', (_title, spec, ports) => {
    expect(called(ingress(spec)).ingress('shop')).toStrictEqual(ports);
    expect(called(ingress(spec)).ingress('bank')).toStrictEqual([]);
  });

  test('lead through the Services that Flagger makes, too', () => {
    const behind = called(
      `${canary('{ targetRef: { name: cart }, service: { name: shopping, port: 8000, targetPort: grpc } }')}\n---\n${ingress('{ defaultBackend: { service: { name: shopping-canary, port: { number: 8000 } } } }')}`,
    );
    expect(behind.ingress('shop')).toStrictEqual([9999]);
  });

  test('stay names where no workload tells the number', () => {
    const behind = called(
      ingress('{ defaultBackend: { service: { name: ext, port: { number: 80 } } } }'),
      'kind: Service\nmetadata: { namespace: shop, name: ext }\nspec: { selector: { app: ext }, ports: [{ port: 80, targetPort: web }] }\n---\n',
    );
    expect(behind.ingress('shop')).toStrictEqual(['web']);
  });
});

describe('the ports that Flagger calls', () => {
  test.each([
    ['a hook', hook('http://cart.shop/check'), [9898]],
    ['a hook by the full name', hook('http://cart.shop.svc.cluster.local:81/'), [9999]],
    ['a hook elsewhere', hook('http://cart.bank/'), []],
    ['a hook outside the cluster', hook('https://cart.shop.example.com/'), []],
    [
      'a hook at a Service that Flagger makes',
      `${hook('http://cart-canary.shop/')}\n---\n${canary('{ targetRef: { name: cart }, service: { port: 80, targetPort: http } }')}`,
      [9898],
    ],
    ['no URL', hook('gate'), []],
    ['a metric server of a Canary', canary('{ metricsServer: "http://cart.shop:81" }'), [9999]],
    [
      'a metric server of a template',
      'kind: MetricTemplate\nmetadata: { namespace: shop, name: a }\nspec: { provider: { address: "http://prometheus.shop:9090" } }',
      [9090],
    ],
    [
      'a receiver of alerts',
      'kind: AlertProvider\nmetadata: { namespace: shop, name: a }\nspec: { address: "http://relay.shop:8080/x" }',
      [8080],
    ],
  ])('%s', (_title, more, ports) => {
    expect(called(more).flagger('shop')).toStrictEqual(ports);
  });

  test('tell whether a host is asked', () => {
    expect(called(hook('http://tester.flagger-system/')).asks('shop', 'tester.flagger-system')).toBe(true);
    expect(called(hook('http://tester.flagger-system/')).asks('bank', 'tester.flagger-system')).toBe(false);
    expect(called(hook('http://tester.flagger-system.example/')).asks('shop', 'tester.flagger-system')).toBe(false);
  });
});

test("Istio's gateways call apps whose Canaries name one", () => {
  const of = (gateways: string) =>
    called(canary(`{ targetRef: { name: cart }, service: { port: 80, targetPort: http, gateways: ${gateways} } }`));
  expect(of('[istio-ingress/public]').istioGateway('shop')).toStrictEqual([9898]);
  expect(of('[mesh]').istioGateway('shop')).toStrictEqual([]);
  expect(of('null').istioGateway('shop')).toStrictEqual([]);
});

describe('the ports that Prometheus reads', () => {
  test('are announced by pods', () => {
    expect(called('').metrics('shop')).toStrictEqual([9797]);
    expect(called('').metrics('bank')).toStrictEqual([]);
  });

  test('are all that are declared where none is announced', () => {
    expect(called('', BASE.replace(", prometheus.io/port: '9797'", '')).metrics('shop')).toStrictEqual([9898, 9999]);
  });

  test('are none where nothing says so', () => {
    expect(called('', BASE.replace("scrape: 'true'", "scrape: 'false'")).metrics('shop')).toStrictEqual([]);
  });

  test('are announced by Services, too', () => {
    const announced = BASE.replace(
      'name: cart }\nspec: { selector',
      "name: cart, annotations: { prometheus.io/scrape: 'true' } }\nspec: { selector",
    );
    expect(called('', announced).metrics('shop')).toStrictEqual([9797, 9898, 9999]);
  });
});
