import { Chart, Testing } from 'cdk8s';
import { grafana } from '../../../src/constructs/infrastructure/components/grafana';
import type { InfrastructureComponent } from '../../../src/constructs/infrastructure/infrastructure-component';
import { CanaryDashboard, type CanaryDashboardProps } from '../../../src/constructs/observability/canary-dashboard';
import type { CanaryRouter } from '../../../src/constructs/observability/canary-router';
import type { GrafanaDashboard, PlacedPanel } from '../../../src/constructs/observability/grafana-dashboard';
import { type ManifestObject, synth } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { problemsOf } from '../delivery/fixture';
import { cluster, everything, object, objects } from '../infrastructure/fixture';

const ROUTERS: readonly CanaryRouter[] = ['istio', 'linkerd', 'nginx'];

function chartWith(props: CanaryDashboardProps, id = 'canaries'): Chart {
  const chart = new Chart(Testing.app(), 'grafana');
  new CanaryDashboard(chart, id, props);
  return chart;
}

function configMap(props: CanaryDashboardProps): ManifestObject {
  const [found] = synth(chartWith(props));
  if (found === undefined) throw new Error('a dashboard must be one object, got none');
  return found;
}

function textOf({ data }: ManifestObject): string {
  return Object.values(data as Record<string, string>).join('');
}

function dashboardOf(props: CanaryDashboardProps): GrafanaDashboard {
  return JSON.parse(textOf(configMap(props))) as GrafanaDashboard;
}

function panelsOf(dashboard: GrafanaDashboard): PlacedPanel[] {
  return dashboard.panels.filter((panel): panel is PlacedPanel => panel.type !== 'row');
}

describe('CanaryDashboard', () => {
  test('is a ConfigMap where the sidecar of Grafana’s chart looks for dashboards', () => {
    const written = configMap({ router: 'linkerd' });
    expect(written).toMatchObject({
      kind: 'ConfigMap',
      metadata: { name: 'canaries', namespace: 'monitoring', labels: { grafana_dashboard: '1' } },
    });
    expect(Object.keys(written.data as object)).toStrictEqual(['canaries.json']);
    expect(validateManifest(written)).toStrictEqual([]);
  });

  test('is the same bytes each time, as JSON of two spaces', () => {
    const text = textOf(configMap({ router: 'nginx' }));
    expect(textOf(configMap({ router: 'nginx' }))).toBe(text);
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  });

  test.each(ROUTERS)('asks the given data source and nothing else, on %s', (router) => {
    const dashboard = dashboardOf({ router, datasource: 'thanos' });
    const asked = [...panelsOf(dashboard), ...dashboard.templating.list, ...dashboard.annotations.list];
    expect(new Set(asked.map(({ datasource }) => JSON.stringify(datasource)))).toStrictEqual(
      new Set(['{"type":"prometheus","uid":"thanos"}']),
    );
  });

  test.each(ROUTERS)('uses no variable that it does not have, and each that it has, on %s', (router) => {
    const { templating, ...rest } = dashboardOf({ router, links: [] });
    const used = new Set([...JSON.stringify(rest).matchAll(/\$(\w+)/g)].map(([, name]) => name));
    const own = templating.list.map(({ name }) => name);
    expect([...used].sort()).toStrictEqual([...own, '__range', '__rate_interval'].sort());
  });

  test('has names of its own for what it asks: ids and titles differ, and queries of one panel', () => {
    for (const router of ROUTERS) {
      const dashboard = dashboardOf({ router });
      const panels = panelsOf(dashboard);
      const unique = (values: unknown[]) => {
        expect(new Set(values).size).toBe(values.length);
      };
      unique(dashboard.panels.map(({ id }) => id));
      unique(panels.map(({ title }) => title));
      for (const { targets } of panels) unique(targets.map(({ refId }) => refId));
    }
  });

  test('has the target’s page in Linkerd Viz at its top, unless other links are given', () => {
    const urls = (props: CanaryDashboardProps) => dashboardOf(props).links.map(({ url }) => url);
    const canary = { title: 'Canary', url: 'https://headlamp.example.com/$namespace/$canary' };
    expect(urls({ router: 'linkerd' })).toStrictEqual([
      'http://localhost:50750/namespaces/$namespace/deployments/$canary',
    ]);
    expect(urls({ router: 'linkerd', links: [canary] })).toStrictEqual([canary.url]);
    expect(urls({ router: 'istio' })).toStrictEqual([]);
  });

  test('refuses a uid that Grafana would, and links that lead nowhere', () => {
    const links = [{ title: 'Canary', url: '/canaries' }];
    expect(
      problemsOf(chartWith({ router: 'istio', name: 'c'.repeat(41), namespace: 'Monitoring', links })),
    ).toStrictEqual([
      `name must be at most 40 characters, got "${'c'.repeat(41)}"; shorten it by 1`,
      'namespace must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit), got "Monitoring"; for example "monitoring"',
      'links[0].url must be an http:// or https:// URL, got "/canaries"; for example "http://localhost:50750/namespaces/$namespace/deployments/$canary"',
    ]);
  });
});

describe('the component grafana', () => {
  const laptop = (infrastructure: InfrastructureComponent[]) => cluster({ branch: 'main', infrastructure });
  const dashboards = (infrastructure: InfrastructureComponent[]) =>
    objects(laptop(infrastructure), 'ConfigMap')
      .map(({ metadata }) => metadata.name)
      .filter((name) => name.startsWith('canaries-'));
  const without = (...names: string[]) => everything().filter(({ name }) => !names.includes(name));

  test('has the dashboards of the routers that the cluster has', () => {
    expect(dashboards(everything())).toStrictEqual(['canaries-linkerd', 'canaries-nginx']);
    expect(dashboards(without('ingress-nginx'))).toStrictEqual(['canaries-linkerd']);
  });

  test('has none on a cluster without Flagger', () => {
    expect(dashboards(without('flagger', 'load-tester'))).toStrictEqual([]);
  });

  test('has those that are asked for, each once', () => {
    const infrastructure = [...without('grafana'), grafana({ canaries: ['istio', 'istio'] })];
    expect(dashboards(infrastructure)).toStrictEqual(['canaries-istio']);
  });

  test('knows Prometheus by the uid that dashboards ask', () => {
    const release = object(laptop(everything()), 'HelmRelease', 'grafana');
    const [panel] = panelsOf(dashboardOf({ router: 'linkerd' }));
    expect(release.spec).toMatchObject({
      values: {
        datasources: { 'datasources.yaml': { datasources: [panel?.datasource] } },
        sidecar: { dashboards: { enabled: true, searchNamespace: 'monitoring' } },
      },
    });
  });
});
