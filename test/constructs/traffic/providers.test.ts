import { gatewayApi } from '../../../src/constructs/traffic/gateway-api';
import { istio } from '../../../src/constructs/traffic/istio';
import { kubernetes } from '../../../src/constructs/traffic/kubernetes';
import { linkerd, linkerdSmi } from '../../../src/constructs/traffic/linkerd';
import { nginx } from '../../../src/constructs/traffic/nginx';

const target = { serviceName: 'web', namespace: 'shop', port: 80, ingressName: 'web', ingressHost: 'shop.example.com' };

describe('a traffic provider', () => {
  test('of Linkerd makes the Service the parent of the route', () => {
    expect(linkerd().bind(target)).toStrictEqual({
      service: { gatewayRefs: [{ group: 'core', kind: 'Service', name: 'web', namespace: 'shop', port: 80 }] },
      entry: { url: 'http://web.shop' },
    });
    expect(linkerdSmi().bind(target)).toStrictEqual({ entry: { url: 'http://web.shop' } });
  });

  test('of Gateway API hangs the route on its Gateways, and stops without one', () => {
    const provider = gatewayApi({
      gateways: [{ name: 'public' }],
      hosts: ['shop.example.com'],
      entry: 'http://gateway',
    });
    expect(provider.bind(target)).toStrictEqual({
      service: { gatewayRefs: [{ name: 'public' }], hosts: ['shop.example.com'] },
      entry: { url: 'http://gateway', host: 'shop.example.com' },
      problems: [],
    });
    expect(gatewayApi({ gateways: [{ name: 'public', port: 0 }] }).bind(target).problems).toStrictEqual([
      { prop: 'provider.gateways[0].port', must: 'be a port from 1 to 65535', got: 0, remedy: 'for example 9898' },
    ]);
    // @ts-expect-error Flagger reports an error at every step
    expect(gatewayApi({ gateways: [] }).bind(target).problems).toHaveLength(1);
  });

  test('of Istio passes on gateways and hosts', () => {
    expect(istio({ gateways: ['mesh'], hosts: ['shop.example.com'] }).bind(target).service).toStrictEqual({
      gateways: ['mesh'],
      hosts: ['shop.example.com'],
    });
  });

  test('takes the host names and gateways that its router takes', () => {
    const hosts = ['shop', 'shop.example.com', '*.example.com'];
    const gateways = ['mesh', 'public', 'istio-system/public'];
    expect(istio({ gateways, hosts: [...hosts, '*'] }).bind(target).problems).toStrictEqual([]);
    expect(gatewayApi({ gateways: [{ name: 'public' }], hosts }).bind(target).problems).toStrictEqual([]);
  });

  test.each(['', 'bad host', 'Shop.example.com', 'http://shop', 'a.*.b', '*.', '**.a', 'a..b'])(
    'refuses the host %p',
    (got) => {
      const problem = expect.objectContaining({ prop: 'provider.hosts[1]', got }) as unknown;
      const hosts = ['shop.example.com', got];
      expect(istio({ hosts }).bind(target).problems).toStrictEqual([problem]);
      expect(gatewayApi({ gateways: [{ name: 'public' }], hosts }).bind(target).problems).toStrictEqual([problem]);
    },
  );

  test('of Gateway API has no host "*", which its API refuses: without hosts it answers to all', () => {
    expect(gatewayApi({ gateways: [{ name: 'public' }], hosts: ['*'] }).bind(target).problems).toHaveLength(1);
  });

  test.each(['', 'bad gateway', 'a/b/c', '/public', 'istio-system/', 'istio.system/public'])(
    'of Istio refuses the gateway %p',
    (got) => {
      expect(istio({ gateways: [got] }).bind(target).problems).toStrictEqual([
        {
          prop: 'provider.gateways[0]',
          must: 'be the name of a Gateway, namespace/name, or mesh',
          got,
          remedy: 'write it like "istio-system/public"',
        },
      ]);
    },
  );

  test('refuses addresses that are no URLs', () => {
    const entry = 'gateway:80';
    expect(gatewayApi({ gateways: [{ name: 'public' }], entry }).bind(target).problems).toMatchObject([
      { prop: 'provider.entry', got: entry },
    ]);
    expect(nginx({ prometheus: 'prometheus:9090', controller: 'http://' }).bind(target).problems).toMatchObject([
      { prop: 'provider.prometheus', got: 'prometheus:9090' },
      { prop: 'provider.controller', got: 'http://' },
    ]);
  });

  test('of NGINX enters through the controller under the host of the Ingress', () => {
    expect(nginx({ controller: 'http://nginx.edge' }).bind(target)).toStrictEqual({
      ingressName: 'web',
      entry: { url: 'http://nginx.edge', host: 'shop.example.com' },
      problems: [],
    });
  });

  test('of plain Kubernetes needs nothing', () => {
    expect(kubernetes().bind({ ...target, port: 9898 })).toStrictEqual({ entry: { url: 'http://web.shop:9898' } });
  });
});
