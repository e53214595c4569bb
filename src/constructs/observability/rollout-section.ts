import type { DashboardSection } from './dashboard-layout';
import type { DataSource, ValueMapping } from './grafana-dashboard';
import { bothVersions, now, overTime, stat, stateTimeline, timeSeries } from './panels';
import { STATUS, ofTarget, rolloutWeight } from './rollout-series';

const PHASES: readonly ValueMapping[] = [
  {
    type: 'value',
    options: {
      0: { text: 'Progressing', color: 'orange', index: 0 },
      1: { text: 'Not progressing', color: 'green', index: 1 },
      2: { text: 'Failed', color: 'red', index: 2 },
    },
  },
];

const PHASES_TEXT =
  'Flagger exports 0 while the phase is Progressing, 2 for Failed, and 1 for every other phase: ' +
  'Initialized, Waiting, WaitingPromotion, Promoting, Finalising and Succeeded.';

/** What Flagger itself says of a rollout. */
export function rolloutSection(datasource: DataSource): DashboardSection {
  return {
    title: 'Rollout',
    lines: [
      {
        height: 4,
        panels: [
          stat({ title: 'Status', description: PHASES_TEXT }, datasource, now('status', STATUS), { mappings: PHASES }),
          stat(
            { title: 'Canary weight', description: 'Share of the traffic that Flagger has given to the canary.' },
            datasource,
            now('canary', rolloutWeight('canary')),
            { unit: 'percent', min: 0, max: 100, color: { mode: 'fixed', fixedColor: 'orange' } },
          ),
          stat(
            {
              title: 'Time per check',
              description:
                'How long one check of the canary took Flagger, with its hooks and metrics: the mean over the time range. ' +
                'Near the interval of the analysis, checks are skipped.',
            },
            datasource,
            now('time per check', timePerCheck()),
            { unit: 's', decimals: 1 },
          ),
          stat(
            {
              title: 'Last measured',
              description:
                'What Flagger compared with the bounds of each metric, in the unit of its query; the built-in ' +
                'request-success-rate is in percent, request-duration in seconds.',
            },
            datasource,
            now('{{metric}}', `max by (metric) (${ofTarget('flagger_canary_metric_analysis')})`),
            { unit: 'short' },
          ),
        ],
      },
      {
        height: 7,
        panels: [
          timeSeries(
            { title: 'Weight', description: 'Shares of the traffic that Flagger has given to both versions.' },
            datasource,
            bothVersions(rolloutWeight),
            { unit: 'percent', min: 0, max: 100 },
            { lineInterpolation: 'stepAfter' },
          ),
          stateTimeline(
            { title: 'Status over time', description: PHASES_TEXT },
            datasource,
            overTime('A', 'status', STATUS),
            { mappings: PHASES },
          ),
        ],
      },
    ],
  };
}

function timePerCheck(): string {
  const over = (part: 'count' | 'sum'): string =>
    `sum(increase(${ofTarget(`flagger_canary_duration_seconds_${part}`)}[$__range]))`;
  return `${over('sum')} / ${over('count')}`;
}
