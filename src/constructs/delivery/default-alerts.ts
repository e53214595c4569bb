import type { IConstruct } from 'constructs';
import type { CanaryAlert } from './alert-provider';

const DEFAULT_ALERTS = Symbol.for('cdk8s-progressive-delivery.default-alerts');

interface Alerting {
  readonly [DEFAULT_ALERTS]?: readonly CanaryAlert[];
}

/** Lets the canaries below a construct report through these alerts, unless they name their own. */
export function setDefaultAlerts(construct: IConstruct, alerts: readonly CanaryAlert[]): void {
  Object.defineProperty(construct, DEFAULT_ALERTS, { value: alerts });
}

/** The alerts that {@link setDefaultAlerts} gave the nearest construct around this one, if any. */
export function defaultAlerts(construct: IConstruct): readonly CanaryAlert[] | undefined {
  return construct.node.scopes
    .map((scope) => (scope as Alerting)[DEFAULT_ALERTS])
    .reduce((outer, inner) => inner ?? outer, undefined);
}
