import { Chart, Testing } from 'cdk8s';
import { CanaryDashboard } from '../../src/constructs/observability/canary-dashboard';
import type { CanaryRouter } from '../../src/constructs/observability/canary-router';
import type {
  Annotation,
  GrafanaDashboard,
  PlacedPanel,
  QueryVariable,
} from '../../src/constructs/observability/grafana-dashboard';
import { synth } from '../../src/testing';
import type { Replay, Sample } from './replay';

/** The dashboard in the ConfigMap of a router. */
export function synthesized(router: CanaryRouter): GrafanaDashboard {
  const chart = new Chart(Testing.app(), 'grafana');
  new CanaryDashboard(chart, `canaries-${router}`, { router });
  const [json = ''] = synth(chart).flatMap(({ data }) => Object.values(data as Record<string, string>));
  return JSON.parse(json) as GrafanaDashboard;
}

/** What somebody has chosen who looks at `shop/backend`, and what Grafana makes of its zoom. */
const CHOSEN: Readonly<Record<string, string>> = {
  namespace: 'shop',
  canary: 'backend',
  ingress: 'backend',
  __rate_interval: '1m',
  __range: '5m',
};

/** A recording as the data source of a dashboard. */
export class GrafanaView<Name extends string> {
  constructor(
    private readonly dashboard: GrafanaDashboard,
    private readonly replay: Replay<Name>,
    private readonly recording: Name,
  ) {}

  /** What every query of every panel shows now, as `<legend>: <value>`, by the panel's title. */
  async panels(): Promise<Record<string, string[]>> {
    const panels = this.dashboard.panels.filter((panel): panel is PlacedPanel => panel.type !== 'row');
    return byName(
      panels,
      ({ title }) => title,
      async ({ targets }) => {
        const shown = await Promise.all(
          targets.map(async ({ expr, legendFormat }) =>
            (await this.ask(expr)).map(({ labels, value }) => `${legend(legendFormat, labels)}: ${rounded(value)}`),
          ),
        );
        return shown.flat();
      },
    );
  }

  /** What every variable offers. */
  variables(): Promise<Record<string, string[]>> {
    return byName(
      this.dashboard.templating.list,
      ({ name }) => name,
      (variable) => this.offered(variable),
    );
  }

  /** Whether every annotation marks this moment: Grafana marks values above 0. */
  annotations(): Promise<Record<string, boolean>> {
    return byName(
      this.dashboard.annotations.list,
      ({ name }) => name,
      async ({ target }: Annotation) => (await this.ask(target.expr)).some(({ value }) => value > 0),
    );
  }

  private async offered({ query }: QueryVariable): Promise<string[]> {
    const [, series, label = ''] = /^label_values\((.+), (\w+)\)$/.exec(query) ?? [];
    if (series === undefined) throw new Error(`a variable must be label_values(<series>, <label>), got ${query}`);
    const found = await this.ask(`group by (${label}) (${series})`);
    return found.map(({ labels }) => labels[label] ?? '').sort();
  }

  private ask(expr: string): Promise<Sample[]> {
    const query = expr.replaceAll(/\$(\w+)/g, (variable, name: string) => {
      const value = CHOSEN[name];
      if (value === undefined)
        throw new Error(`${expr}: ${variable} must be a variable, got a name that Grafana does not know`);
      return value;
    });
    return this.replay.samples(this.recording, query);
  }
}

async function byName<T, V>(
  items: readonly T[],
  nameOf: (item: T) => string,
  valueOf: (item: T) => Promise<V>,
): Promise<Record<string, V>> {
  const names = items.map(nameOf);
  if (new Set(names).size < names.length) throw new Error(`names must differ, got ${names.join(', ')}`);
  return Object.fromEntries(await Promise.all(items.map(async (item) => [nameOf(item), await valueOf(item)] as const)));
}

function legend(format: string, labels: Readonly<Record<string, string>>): string {
  return format.replaceAll(/\{\{(\w+)\}\}/g, (_placeholder, label: string) => labels[label] ?? '');
}

/** Quotients of whole numbers have no exact decimals. */
function rounded(value: number): number {
  return Number(value.toPrecision(9));
}
