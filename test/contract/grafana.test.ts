import { Ajv } from 'ajv';
import { canaryDashboard } from '../../src/constructs/observability/canary-dashboard-json';
import type { CanaryRouter } from '../../src/constructs/observability/canary-router';
import type { GrafanaDashboard, PlacedPanel } from '../../src/constructs/observability/grafana-dashboard';
import versions from '../../src/versions.json';
import grafana from './support/grafana.schema.json';

// The types of Grafana's SDK leave to plugins what the options of a panel and the fields of a query are.
const PLUGINS: Readonly<Record<PlacedPanel['type'], { options: Definition; custom?: Definition }>> = {
  timeseries: { options: 'TimeSeriesOptions', custom: 'TimeSeriesFieldConfig' },
  stat: { options: 'StatOptions' },
  'state-timeline': { options: 'StateTimelineOptions', custom: 'StateTimelineFieldConfig' },
};

type Definition = keyof (typeof grafana)['$defs'];

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true }).addSchema(grafana, 'grafana');

function against(definition: Definition, value: unknown): string[] {
  const validate = ajv.getSchema(`grafana#/$defs/${definition}`);
  if (validate === undefined) throw new Error(`grafana.schema.json has no ${definition}`);
  return validate(value) === true
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) =>
          `${definition}${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
      );
}

/** What Grafana's own types say against a dashboard. */
function errorsOf(dashboard: GrafanaDashboard): string[] {
  const panels = dashboard.panels.filter((panel): panel is PlacedPanel => panel.type !== 'row');
  return [
    ...against('Dashboard', dashboard),
    ...dashboard.annotations.list.flatMap(({ target }) => against('PrometheusQuery', target)),
    ...panels.flatMap(({ type, options, fieldConfig, targets }) => [
      ...targets.flatMap((target) => against('PrometheusQuery', target)),
      ...against(PLUGINS[type].options, options),
      ...('custom' in fieldConfig.defaults && PLUGINS[type].custom !== undefined
        ? against(PLUGINS[type].custom, fieldConfig.defaults.custom)
        : []),
    ]),
  ];
}

const dashboard = (router: CanaryRouter) =>
  canaryDashboard({ uid: 'canaries', router, datasource: 'prometheus', links: [{ title: 'Viz', url: 'http://viz' }] });

describe('Grafana’s own types', () => {
  test('are those of the pinned SDK', () => {
    expect(grafana.$comment).toContain(` ${versions.tests['grafana-foundation-sdk']}, `);
  });

  test.each(['istio', 'linkerd', 'nginx'] as const)('have nothing against the dashboard of %s', (router) => {
    expect(errorsOf(dashboard(router))).toStrictEqual([]);
  });

  test.each([
    'graphTooltip',
    'refresh',
    'label',
    'titleFormat',
    'keepTime',
    'gridPos',
    'legendFormat',
    'showPoints',
    'rowHeight',
    'wideLayout',
  ])('would find that %s is misspelled', (field) => {
    const text = JSON.stringify(dashboard('linkerd')).replaceAll(`"${field}":`, `"${field}s":`);
    expect(errorsOf(JSON.parse(text) as GrafanaDashboard).join()).toContain(`{"additionalProperty":"${field}s"}`);
  });
});
