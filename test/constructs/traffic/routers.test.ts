import * as fc from 'fast-check';
import { requestDuration, requestSuccessRate } from '../../../src/constructs/delivery/canary-metric';
import { Canary } from '../../../src/constructs/delivery/canary';
import { canary } from '../../../src/constructs/delivery/strategy';
import { apisix } from '../../../src/constructs/traffic/apisix';
import { appMesh } from '../../../src/constructs/traffic/app-mesh';
import { contour } from '../../../src/constructs/traffic/contour';
import { gloo } from '../../../src/constructs/traffic/gloo';
import { knative } from '../../../src/constructs/traffic/knative';
import { kuma } from '../../../src/constructs/traffic/kuma';
import { nginx } from '../../../src/constructs/traffic/nginx';
import { osm } from '../../../src/constructs/traffic/osm';
import { skipper } from '../../../src/constructs/traffic/skipper';
import { smi } from '../../../src/constructs/traffic/smi';
import { traefik } from '../../../src/constructs/traffic/traefik';
import type { TrafficProvider } from '../../../src/constructs/traffic/traffic-provider';
import { analysisOf, canaryProps, objectsOf, problemsOf, shopChart, target } from '../delivery/fixture';

const workload = {
  serviceName: 'web',
  namespace: 'shop',
  port: 80,
  ingressName: 'web',
  ingressHost: 'shop.example.com',
};

/** Every provider that is judged by its own metrics, and the two queries that it asks about the canary of one app. */
const routers: readonly TrafficProvider[] = [
  nginx(),
  skipper(),
  contour(),
  traefik(),
  gloo(),
  apisix(),
  kuma(),
  osm(),
  appMesh(),
  knative(),
];

const steps = canary({ stepWeight: 10, maxWeight: 50 });
const builtIn = { interval: '1m', threshold: 5, metrics: [requestSuccessRate(99), requestDuration(500)] } as const;

function judged(provider: TrafficProvider) {
  const chart = shopChart();
  const ofKnative = { apiVersion: 'serving.knative.dev/v1', kind: 'Service' } as const;
  const one = target({ ingressName: 'front', ...(provider.provider === 'knative' && ofKnative) });
  new Canary(chart, 'rollout', canaryProps(steps, { provider, target: one, analysis: builtIn }));
  return chart;
}

/** Whether a query takes series with a value of a label, for a canary with such names. */
function matcher({ metrics }: TrafficProvider, label: string, names: Readonly<Record<string, string>>) {
  if (typeof metrics !== 'object') throw new Error('the queries are the same for every target');
  const pattern = new RegExp(`${label}=~"([^"]+)"`).exec(metrics.successRate.query)?.[1] ?? '';
  const filled = pattern.replaceAll(/\{\{ (\w+) \}\}/g, (_, name: string) => names[name] ?? '');
  return (value: string) => new RegExp(`^(?:${filled})$`).test(value);
}

describe('a provider that is judged by its own metrics', () => {
  test.each(routers.map((provider) => [provider.provider, provider] as const))(
    'on %s asks no built-in query, whatever the --mesh-provider of Flagger is',
    (name, provider) => {
      const chart = judged(provider);
      const router = name.split(':')[0] ?? '';
      expect(problemsOf(chart)).toStrictEqual([]);
      expect(analysisOf(chart)).toMatchObject({
        metrics: [
          { name: `${router}-success-rate`, templateRef: {}, thresholdRange: { min: 99 } },
          { name: `${router}-latency`, templateRef: {}, thresholdRange: { max: 500 } },
        ],
      });
      for (const { spec } of objectsOf(chart, 'MetricTemplate')) {
        const { query } = spec as { query: string };
        expect(query.split('[{{ interval }}]').length).toBe(query.split('rate(').length);
      }
    },
  );

  test('asks for the series of the canary, by the name of its Service rather than its target', () => {
    const queries = routers.map((provider) => {
      const [template] = objectsOf(judged(provider), 'MetricTemplate');
      const { query } = template?.spec as { query: string };
      return /\{(.*), [a-z_]+!~"5/.exec(query)?.[1];
    });
    expect(queries).toStrictEqual([
      'namespace="{{ namespace }}", ingress="{{ ingress }}", canary!=""',
      'route=~"kube(ew)?_shop__front_canary__.*__backend_canary(_[0-9]+)?"',
      'envoy_cluster_name=~"{{ namespace }}_{{ service }}-canary_[0-9a-zA-Z-]+"',
      'service=~"{{ namespace }}-{{ service }}-canary-[0-9]+@kubernetescrd"',
      'envoy_cluster_name=~"(kube-upstream_)?{{ namespace }}-{{ service }}-canaryupstream-[0-9]+_{{ namespace }}(_.+)?"',
      'route=~"{{ namespace }}_{{ route }}-{{ service }}-canary_.+"',
      'service=~"{{ service }}-canary_{{ namespace }}_svc_[0-9a-zA-Z-]+", envoy_cluster_name=~"localhost_[0-9]+"',
      'destination_namespace="{{ namespace }}", destination_name="{{ target }}"',
      'kubernetes_namespace="{{ namespace }}", kubernetes_pod_name=~"{{ target }}(-[b-df-hj-np-tv-xz24-9]{5,10})?-[b-df-hj-np-tv-xz24-9]{5}", envoy_cluster_name=~"cds_ingress_.+"',
      'envoy_cluster_name="{{ namespace }}/{{ route }}"',
    ]);
  });

  test('on App Mesh finds the pods of the canary of a Deployment and of a DaemonSet, no others', () => {
    const found = matcher(appMesh(), 'kubernetes_pod_name', { target: 'web' });
    expect(['web-5d4f8c7b9-x2x7k', 'web-x2x7k'].filter(found)).toHaveLength(2);
    const others = ['web-primary-5d4f8c7b9-x2x7k', 'web-primary-x2x7k', 'web-db-x2x7k', 'webs-x2x7k', 'web'];
    expect(others.filter(found)).toStrictEqual([]);
  });

  test('on Gloo tells apart names that are one when joined, under the names of clusters of old and new versions', () => {
    const found = matcher(gloo(), 'envoy_cluster_name', { namespace: 'shop-web', service: 'backend' });
    const upstream = 'shop-web-backend-canaryupstream-80';
    const names = (namespace: string, service: string) => [
      `${upstream}_${namespace}`,
      `kube-upstream_${upstream}_${namespace}_${namespace}_${service}-canary_80`,
    ];
    expect(names('shop-web', 'backend').filter(found)).toHaveLength(2);
    expect(names('shop', 'web-backend').filter(found)).toStrictEqual([]);
  });

  test('on Skipper asks by names in which all but letters and digits are underscores, as Skipper writes them', () => {
    const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/);
    const { metrics } = skipper();
    fc.assert(
      fc.property(label, label, label, (namespace, ingressName, serviceName) => {
        if (typeof metrics !== 'function') throw new Error('the query must know the target');
        const { query } = metrics({ ...workload, namespace, ingressName, serviceName }).successRate;
        const pattern = /route=~"([^"]+)"/.exec(query)?.[1] ?? '';
        const parts = [namespace, `${ingressName}-canary`, 'shop.example.com', '/', `${serviceName}-canary`];
        const route = `kube_${parts.map((part) => part.replace(/\W/g, '_')).join('__')}`;
        expect(route).toMatch(new RegExp(`^(?:${pattern})$`));
      }),
    );
  });

  test('asks the Prometheus that it is given', () => {
    const chart = judged(traefik({ prometheus: 'http://prometheus.edge:9090' }));
    expect(objectsOf(chart, 'MetricTemplate').map(({ spec }) => spec)).toMatchObject([
      { provider: { address: 'http://prometheus.edge:9090' } },
      { provider: { address: 'http://prometheus.edge:9090' } },
    ]);
  });
});

describe('where a load test enters', () => {
  test('is the proxy of a router that has one, with the host of the Ingress or the one that is given', () => {
    const entries = [contour(), traefik(), gloo(), skipper(), apisix()].map(
      (provider) => provider.bind(workload).entry,
    );
    expect(entries).toStrictEqual(
      [
        'http://envoy.projectcontour',
        'http://traefik.traefik',
        'http://gateway-proxy.gloo-system',
        'http://skipper-ingress.kube-system',
        'http://apisix-gateway.apisix',
      ].map((url) => ({ url, host: 'shop.example.com' })),
    );
    const { entry } = contour({ entry: 'http://envoy.edge', host: 'web.example.com' }).bind(workload);
    expect(entry).toStrictEqual({ url: 'http://envoy.edge', host: 'web.example.com' });
  });

  test('is the Service itself in a mesh', () => {
    for (const provider of [kuma(), osm(), appMesh(), knative()]) {
      expect(provider.bind(workload).entry).toStrictEqual({ url: 'http://web.shop' });
    }
  });
});

describe('a router', () => {
  test('that copies an Ingress needs one', () => {
    const { ingressName, ...without } = workload;
    expect(skipper().bind(workload)).toMatchObject({ ingressName, problems: [] });
    expect(skipper().bind(without).problems).toStrictEqual([
      {
        prop: 'target',
        must: 'have an Ingress for the provider skipper',
        got: 'web',
        remedy: 'give the app an ingress, or choose another provider',
      },
    ]);
  });

  test('APISIX copies the route that is named, or the one of the name of the Service', () => {
    expect(apisix({ route: 'front' }).bind(workload).routeName).toBe('front');
    expect(apisix().bind(workload).routeName).toBe('web');
  });

  test('Gloo copies the settings of an Upstream, which needs a namespace', () => {
    const upstream = { name: 'settings', namespace: 'gloo-system' };
    expect(gloo({ upstream }).bind(workload)).toMatchObject({ upstream, problems: [] });
    // @ts-expect-error Flagger looks for it without a namespace, and the API server refuses
    gloo({ upstream: { name: 'settings' } });
  });

  test('Kuma is told of the mesh by an annotation of the Canary', () => {
    const chart = judged(kuma({ mesh: 'inner' }));
    expect(objectsOf(chart, 'Canary')).toMatchObject([{ metadata: { annotations: { 'kuma.io/mesh': 'inner' } } }]);
    expect(objectsOf(judged(kuma()), 'Canary')[0]?.metadata).not.toHaveProperty('annotations');
  });

  test("App Mesh's older API is told of the mesh by name, the newer is not", () => {
    const [older] = objectsOf(
      judged(appMesh({ version: 'v1beta1', meshName: 'inner', backends: ['a.shop'] })),
      'Canary',
    );
    expect(older?.spec).toMatchObject({ provider: 'appmesh', service: { meshName: 'inner', backends: ['a.shop'] } });
    const [newer] = objectsOf(judged(appMesh()), 'Canary');
    expect(newer?.spec).toMatchObject({ provider: 'appmesh:v1beta2' });
    // @ts-expect-error Flagger stops without it
    appMesh({ version: 'v1beta1' });
    // @ts-expect-error Flagger ignores it
    appMesh({ meshName: 'inner' });
  });

  test('of SMI brings queries of its own: for a mesh that it does not know Flagger asks for the series of Istio', () => {
    // @ts-expect-error the queries are missing
    expect(() => smi({ version: 'v1alpha2' }).bind(workload)).toThrow();
  });

  test.each<[string, TrafficProvider]>([
    ['provider.prometheus', traefik({ prometheus: 'prometheus' })],
    ['provider.prometheus', osm({ prometheus: 'prometheus' })],
    ['provider.entry', contour({ entry: 'envoy' })],
    ['provider.host', gloo({ host: 'Shop' })],
    ['provider.upstream.name', gloo({ upstream: { name: 'A', namespace: 'a' } })],
    ['provider.upstream.namespace', gloo({ upstream: { name: 'a', namespace: 'a.b' } })],
    ['provider.route', apisix({ route: 'A' })],
    ['provider.mesh', kuma({ mesh: 'a.b' })],
    ['provider.meshName', appMesh({ version: 'v1beta1', meshName: '' })],
  ])('refuses a bad %s', (prop, provider) => {
    expect(provider.bind(workload).problems).toMatchObject([{ prop }]);
  });
});
