import {
  Canary,
  type CanaryTarget,
  type MetricProvider,
  MetricTemplate,
  requestDuration,
  requestSuccessRate,
  type Strategy,
} from 'cdk8s-progressive-delivery';
import { Construct } from 'constructs';

/** Props of a {@link RolledOut}. */
export interface RolledOutProps {
  /** The app. */
  readonly target: CanaryTarget;
  /** How its new versions take over. */
  readonly strategy: Strategy;
  /** Who counts the app's errors, and how many percent of its requests are too many. @default - nobody */
  readonly errors?: { readonly provider: MetricProvider; readonly maxPercent: number };
}

/** The pods of the version that is tried: those of the primary are of another Deployment. */
const SCOPE = 'kube_deployment:{{ target }},kube_namespace:{{ namespace }}';

/** Flagger asks Datadog for ten times this, and takes the oldest point: a minute ago, when the version had its share. */
const ERRORS_INTERVAL = '6s';

/** A Canary with the team's checks, and one more where somebody counts the app's errors. */
export class RolledOut extends Construct {
  constructor(scope: Construct, id: string, { target, strategy, errors }: RolledOutProps) {
    super(scope, id);
    const checks = [requestSuccessRate(99.5, '1m'), requestDuration(400, '1m')];
    if (errors !== undefined) {
      const template = new MetricTemplate(this, 'errors', {
        name: `${target.name}-errors`,
        provider: errors.provider,
        query: `default_zero(sum:app.errors{${SCOPE}}.as_count()) / sum:app.hits{${SCOPE}}.as_count() * 100`,
      });
      checks.push(template.toMetric({ interval: ERRORS_INTERVAL, thresholdRange: { max: errors.maxPercent } }));
    }
    new Canary(this, 'canary', { target, strategy, analysis: { metrics: checks } });
  }
}
