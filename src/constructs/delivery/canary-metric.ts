import type { FlaggerDuration } from '../../model/duration';

/** One check of a canary analysis: a built-in query or one of a MetricTemplate. */
export interface CanaryMetric {
  /** `request-success-rate` and `request-duration` are Flagger's own queries; any other name needs a template. */
  readonly name: string;
  /** The window that the query looks back over. */
  readonly interval: FlaggerDuration;
  /** The values that pass, bounds included; success rates in percent, durations in milliseconds. */
  readonly thresholdRange: ThresholdRange;
  /** The MetricTemplate that holds the query. @default - the built-in query of that name */
  readonly templateRef?: MetricTemplateReference;
  /** Values for the query's `{{ variables.x }}`. @default - none */
  readonly templateVariables?: Readonly<Record<string, string>>;
}

/** The values that pass a check; at least one bound, or the check never fails. */
export type ThresholdRange = { readonly min: number; readonly max?: number } | { readonly max: number };

/** A MetricTemplate by name. */
export interface MetricTemplateReference {
  /** The template's name. */
  readonly name: string;
  /** Its namespace. @default - the Canary's */
  readonly namespace?: string;
}
