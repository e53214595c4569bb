import type {
  ColorOverride,
  DataSource,
  FieldDefaults,
  PrometheusTarget,
  StatPanel,
  StateTimelinePanel,
  TimeSeriesPanel,
} from './grafana-dashboard';
import type { Version } from './version';

/** What a panel is about. */
export interface PanelText {
  readonly title: string;
  /** Shown behind the panel's `i`. */
  readonly description: string;
}

const LEGEND = { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] } as const;

/** Lines over time. */
export function timeSeries(
  text: PanelText,
  datasource: DataSource,
  targets: readonly PrometheusTarget[],
  defaults: FieldDefaults,
  line: { readonly lineInterpolation?: 'stepAfter' } = {},
): TimeSeriesPanel {
  return {
    type: 'timeseries',
    ...text,
    datasource,
    targets,
    fieldConfig: {
      defaults: { ...defaults, custom: { ...line, fillOpacity: 10, showPoints: 'never' } },
      overrides: versionColors(),
    },
    options: { legend: LEGEND, tooltip: { mode: 'multi', sort: 'none' } },
  };
}

/** One large number of now for each series. */
export function stat(
  text: PanelText,
  datasource: DataSource,
  target: PrometheusTarget,
  defaults: FieldDefaults,
): StatPanel {
  return {
    type: 'stat',
    ...text,
    datasource,
    targets: [target],
    fieldConfig: { defaults, overrides: [] },
    options: {
      reduceOptions: { calcs: ['lastNotNull'] },
      colorMode: defaults.mappings === undefined ? 'value' : 'background',
      graphMode: 'none',
      textMode: 'auto',
      justifyMode: 'auto',
      orientation: 'auto',
      wideLayout: true,
      showPercentChange: false,
      percentChangeColorMode: 'standard',
    },
  };
}

/** States over time. */
export function stateTimeline(
  text: PanelText,
  datasource: DataSource,
  target: PrometheusTarget,
  defaults: FieldDefaults,
): StateTimelinePanel {
  return {
    type: 'state-timeline',
    ...text,
    datasource,
    targets: [target],
    fieldConfig: { defaults, overrides: [] },
    options: {
      mergeValues: true,
      showValue: 'auto',
      rowHeight: 0.9,
      legend: { ...LEGEND, showLegend: false },
      tooltip: { mode: 'single', sort: 'none' },
    },
  };
}

/** A query over the dashboard's time range. */
export function overTime(refId: string, legendFormat: string, expr: string): PrometheusTarget {
  return { refId, expr, legendFormat, instant: false, range: true };
}

/** A query for the newest value. */
export function now(legendFormat: string, expr: string): PrometheusTarget {
  return { refId: 'A', expr, legendFormat, instant: true, range: false };
}

/** The same question about both versions, in two queries. */
export function bothVersions(query: (version: Version) => string): PrometheusTarget[] {
  return [overTime('A', 'primary', query('primary')), overTime('B', 'canary', query('canary'))];
}

/** A version has one colour in all panels. */
function versionColors(): ColorOverride[] {
  return [colorOf('primary', 'blue'), colorOf('canary', 'orange')];
}

function colorOf(version: Version, fixedColor: string): ColorOverride {
  return {
    matcher: { id: 'byName', options: version },
    properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
  };
}
