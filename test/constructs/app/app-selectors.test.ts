import { Testing } from 'cdk8s';
import { LinkerdAuthorization } from '../../../src/constructs/app/linkerd-authorization';
import { LinkerdServer, type LinkerdServerProps } from '../../../src/constructs/app/linkerd-server';
import { PodMonitor, type PodMonitorProps } from '../../../src/constructs/app/pod-monitor';
import { podSelector, type SelectableApp } from '../../../src/constructs/app/pod-selector';
import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { manifestSerializer } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { objectsOf, shopChart } from '../delivery/fixture';
import { devWorkspace } from '../workspace/fixture';

expect.addSnapshotSerializer(manifestSerializer());

const chart = shopChart();
const app = new PodinfoApp(chart, 'cart', { tag: '6.9.4' });
const foreign: SelectableApp = { namespace: 'shop', podSelector: podSelector('cart') };

function server(props: Partial<LinkerdServerProps> = {}): LinkerdServer {
  return new LinkerdServer(shopChart(), 'cart-http', { app, port: 'http', accessPolicy: 'deny', ...props });
}

function monitor(props: Partial<PodMonitorProps> = {}): PodMonitor {
  return new PodMonitor(shopChart(), 'cart-metrics', { app, port: 'http-metrics', ...props });
}

describe('LinkerdServer', () => {
  test('closes a port of both versions of an app', () => {
    const scope = shopChart();
    new LinkerdServer(scope, 'cart-http', {
      app,
      port: 'http',
      accessPolicy: 'all-authenticated',
      proxyProtocol: 'HTTP/2',
    });
    expect(objectsOf(scope, 'Server')).toMatchSnapshot();
    expect((Testing.synth(scope) as object[]).flatMap(validateManifest)).toStrictEqual([]);
  });

  test('refuses a port that the app does not have, and takes any of an app whose ports are not known', () => {
    expect(server({ port: 'web' }).node.validate()).toStrictEqual([
      'port must name a port of the container, got "web"; the ports are http, http-metrics, grpc',
    ]);
    expect(server({ app: foreign, port: 'web' }).node.validate()).toStrictEqual([]);
    expect(server({ app: foreign, port: 'Web' }).node.validate()).toHaveLength(1);
    expect(server({ port: 9898 }).node.validate()).toStrictEqual([]);
  });

  test("and a LinkerdAuthorization are of kinds that a team's account may apply, and a PodMonitor is not", () => {
    const shop = devWorkspace();
    const closed = new LinkerdServer(shop, 'server', { app: foreign, port: 'http', accessPolicy: 'deny' });
    const accounts = [{ namespace: 'shop' }];
    new LinkerdAuthorization(shop, 'callers', { server: closed, accounts, networks: ['10.0.0.0/8'] });
    expect(shop.node.validate()).toStrictEqual([]);
    new PodMonitor(shop, 'monitor', { app: foreign, port: 'http' });
    expect(shop.node.validate()).toStrictEqual([expect.stringContaining('monitoring.coreos.com/v1 PodMonitor')]);
  });
});

describe('PodMonitor', () => {
  test('reads the metrics of both versions of an app', () => {
    const scope = shopChart();
    new PodMonitor(scope, 'cart-metrics', {
      app,
      port: 'http-metrics',
      path: '/metrics',
      interval: '30s',
      scrapeTimeout: '10s',
      labels: { release: 'monitoring' },
      podTargetLabels: ['app'],
    });
    expect(objectsOf(scope, 'PodMonitor')).toMatchSnapshot();
    expect((Testing.synth(scope) as object[]).flatMap(validateManifest)).toStrictEqual([]);
  });

  test('refuses a port that the app does not have, and a read that outlasts its interval', () => {
    expect(monitor({ port: 'metrics' }).node.validate()).toStrictEqual([
      'port must name a port of the container, got "metrics"; the ports are http, http-metrics, grpc',
    ]);
    expect(monitor({ interval: '10s', scrapeTimeout: '1m' }).node.validate()).toStrictEqual([
      'scrapeTimeout must be at most the interval 10s, got "1m"; lower it, or raise the interval',
    ]);
  });
});
