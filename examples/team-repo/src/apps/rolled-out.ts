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
  /** Who counts the app's errors, and how many of them a minute are too many. @default - nobody */
  readonly errors?: { readonly provider: MetricProvider; readonly max: number };
}

/** A Canary with the team's checks, and one more where somebody counts the app's errors. */
export class RolledOut extends Construct {
  constructor(scope: Construct, id: string, { target, strategy, errors }: RolledOutProps) {
    super(scope, id);
    const checks = [requestSuccessRate(99.5, '1m'), requestDuration(400, '1m')];
    if (errors !== undefined) {
      const template = new MetricTemplate(this, 'errors', {
        name: `${target.name}-errors`,
        provider: errors.provider,
        query: 'sum:app.errors{service:{{ target }},kube_namespace:{{ namespace }}}.as_count()',
      });
      checks.push(template.toMetric({ interval: '1m', thresholdRange: { max: errors.max } }));
    }
    new Canary(this, 'canary', { target, strategy, analysis: { metrics: checks } });
  }
}
