import type { DashboardSection } from './dashboard-layout';
import type { DataSource, TimeSeriesPanel } from './grafana-dashboard';
import { bothVersions, timeSeries } from './panels';
import type { RouterSeries } from './router-series';
import type { Version } from './version';

const PERCENTILES = [50, 95, 99] as const;

/** How the requests of both versions went, as the router counted them. */
export function trafficSection(datasource: DataSource, series: RouterSeries): DashboardSection {
  return {
    title: 'Requests',
    lines: [
      {
        height: 8,
        panels: [
          timeSeries(
            { title: 'Success rate', description: 'Share of the requests that got no server error.' },
            datasource,
            bothVersions((version) => successRate(series, version)),
            { unit: 'percent', max: 100 },
          ),
          timeSeries(
            { title: 'Request rate', description: 'Requests that came to each version.' },
            datasource,
            bothVersions((version) => rate(series.requests(version))),
            { unit: 'reqps', min: 0 },
          ),
        ],
      },
      { height: 8, panels: PERCENTILES.map((percent) => latency(datasource, series, percent)) },
    ],
  };
}

function rate(series: string): string {
  return `sum(rate(${series}[$__rate_interval]))`;
}

/** Where every request has failed there may be no series of served ones: that is 0, not nothing. */
function successRate(series: RouterSeries, version: Version): string {
  return `100 * (${rate(series.served(version))} or vector(0)) / ${rate(series.requests(version))}`;
}

function latency(datasource: DataSource, series: RouterSeries, percent: number): TimeSeriesPanel {
  const factor = series.toMilliseconds === 1 ? '' : ` * ${series.toMilliseconds}`;
  return timeSeries(
    { title: `Latency p${percent}`, description: `${percent} % of the requests were answered faster.` },
    datasource,
    bothVersions(
      (version) =>
        `histogram_quantile(${percent / 100}, sum by (le) (rate(${series.latency(version)}[$__rate_interval])))${factor}`,
    ),
    { unit: 'ms', min: 0 },
  );
}
