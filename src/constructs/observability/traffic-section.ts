import type { Percentile, RequestQueries } from '../traffic/queries/request-queries';
import type { DashboardSection } from './dashboard-layout';
import type { DataSource } from './grafana-dashboard';
import { panelQuery } from './panel-query';
import { bothVersions, timeSeries } from './panels';

const PERCENTILES: readonly Percentile[] = [50, 95, 99];

/** How the requests of both versions went, as the router counted them. */
export function trafficSection(datasource: DataSource, queries: RequestQueries): DashboardSection {
  return {
    title: 'Requests',
    lines: [
      {
        height: 8,
        panels: [
          timeSeries(
            { title: 'Success rate', description: 'Share of the requests that got no server error.' },
            datasource,
            bothVersions((version) => panelQuery(queries.successRate().query, version)),
            { unit: 'percent', max: 100 },
          ),
          timeSeries(
            { title: 'Request rate', description: 'Requests that came to each version.' },
            datasource,
            bothVersions((version) => panelQuery(queries.throughput().query, version)),
            { unit: 'reqps', min: 0 },
          ),
        ],
      },
      {
        height: 8,
        panels: PERCENTILES.map((percentile) =>
          timeSeries(
            { title: `Latency p${percentile}`, description: `${percentile} % of the requests took no longer.` },
            datasource,
            bothVersions((version) => panelQuery(queries.latency(percentile).query, version)),
            { unit: 'ms', min: 0 },
          ),
        ),
      },
    ],
  };
}
