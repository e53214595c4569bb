/**
 * The parts of Grafana's dashboard JSON (schema version 42) that the toolkit writes. `test/contract/grafana.test.ts` holds
 * them against Grafana's own types (docs/adr/0012).
 */
export interface GrafanaDashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly schemaVersion: 42;
  readonly editable: boolean;
  readonly graphTooltip: GraphTooltip;
  readonly refresh: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly templating: { readonly list: readonly QueryVariable[] };
  readonly annotations: { readonly list: readonly Annotation[] };
  readonly links: readonly GrafanaLink[];
  readonly panels: readonly (RowPanel | PlacedPanel)[];
}

/** Whether pointing at a time shows it in one panel (0), in all (1), or in all with its values (2). */
type GraphTooltip = 0 | 1 | 2;

/** A data source by its uid. */
export interface DataSource {
  readonly type: 'prometheus';
  readonly uid: string;
}

/** A choice at the top of the dashboard, `$name` in queries; its values are those of a label. */
export interface QueryVariable {
  readonly type: 'query';
  readonly name: string;
  readonly label: string;
  readonly datasource: DataSource;
  /** `label_values(<series>, <label>)`. */
  readonly query: string;
  /** Asked again whenever the time range changes. */
  readonly refresh: 2;
  /** By the alphabet. */
  readonly sort: 1;
}

/** Times at which a query is above 0, marked in every panel. */
export interface Annotation {
  readonly name: string;
  readonly enable: boolean;
  readonly iconColor: string;
  readonly datasource: DataSource;
  readonly titleFormat: string;
  readonly target: { readonly refId: string; readonly expr: string; readonly interval: string };
}

/** A link at the top of the dashboard. */
export interface GrafanaLink {
  readonly type: 'link';
  readonly title: string;
  readonly url: string;
  readonly icon: 'external link';
  readonly tooltip: string;
  readonly tags: readonly string[];
  readonly asDropdown: boolean;
  readonly targetBlank: boolean;
  readonly includeVars: boolean;
  readonly keepTime: boolean;
}

/** Where a panel is: the grid has 24 columns. */
export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

interface Placed {
  readonly id: number;
  readonly gridPos: GridPos;
}

/** A heading; its panels are those below it. */
export interface RowPanel extends Placed {
  readonly type: 'row';
  readonly title: string;
  readonly collapsed: false;
  readonly panels: readonly [];
}

/** A panel in its place. */
export type PlacedPanel = Panel & Placed;

/** A panel without its place. */
export type Panel = TimeSeriesPanel | StatPanel | StateTimelinePanel;

interface QueryPanel {
  readonly title: string;
  readonly description: string;
  readonly datasource: DataSource;
  readonly targets: readonly PrometheusTarget[];
}

/** A query of a panel. */
export interface PrometheusTarget {
  readonly refId: string;
  readonly expr: string;
  readonly legendFormat: string;
  /** Only the newest value instead of all of the time range. */
  readonly instant: boolean;
  readonly range: boolean;
}

/** Lines over time. */
export interface TimeSeriesPanel extends QueryPanel {
  readonly type: 'timeseries';
  readonly fieldConfig: FieldConfig<{
    readonly lineInterpolation?: 'stepAfter';
    readonly fillOpacity: number;
    readonly showPoints: 'never';
  }>;
  readonly options: { readonly legend: Legend; readonly tooltip: Tooltip };
}

/** Large numbers. */
export interface StatPanel extends QueryPanel {
  readonly type: 'stat';
  readonly fieldConfig: FieldConfig;
  readonly options: {
    readonly reduceOptions: { readonly calcs: readonly ['lastNotNull'] };
    readonly colorMode: 'value' | 'background';
    readonly graphMode: 'none';
    readonly textMode: 'auto' | 'value_and_name';
    readonly justifyMode: 'auto';
    readonly orientation: 'auto';
    readonly wideLayout: boolean;
    readonly showPercentChange: boolean;
    readonly percentChangeColorMode: 'standard';
  };
}

/** States over time. */
export interface StateTimelinePanel extends QueryPanel {
  readonly type: 'state-timeline';
  readonly fieldConfig: FieldConfig;
  readonly options: {
    readonly mergeValues: boolean;
    readonly showValue: 'auto';
    readonly rowHeight: number;
    readonly legend: Legend;
    readonly tooltip: Tooltip;
  };
}

interface Legend {
  readonly displayMode: 'list';
  readonly placement: 'bottom';
  readonly showLegend: boolean;
  readonly calcs: readonly [];
}

interface Tooltip {
  readonly mode: 'single' | 'multi';
  readonly sort: 'none';
}

/** How values of a panel are shown. */
interface FieldConfig<Custom = undefined> {
  readonly defaults: FieldDefaults & (Custom extends undefined ? unknown : { readonly custom: Custom });
  readonly overrides: readonly ColorOverride[];
}

/** How values are shown unless an override says otherwise. */
export interface FieldDefaults {
  readonly unit?: GrafanaUnit;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly mappings?: readonly ValueMapping[];
  readonly color?: { readonly mode: 'fixed'; readonly fixedColor: string };
}

/** Units as Grafana names them: `reqps` is requests per second, `ms` milliseconds, `s` seconds, `short` a plain number. */
type GrafanaUnit = 'bytes' | 'ms' | 'percent' | 'reqps' | 's' | 'short';

/** Texts for values. */
export interface ValueMapping {
  readonly type: 'value';
  readonly options: Readonly<Record<string, { readonly text: string; readonly color: string; readonly index: number }>>;
}

/** The colour of the series of one name. */
export interface ColorOverride {
  readonly matcher: { readonly id: 'byName'; readonly options: string };
  readonly properties: readonly [
    { readonly id: 'color'; readonly value: { readonly mode: 'fixed'; readonly fixedColor: string } },
  ];
}
