import type { FlaggerDuration } from '../../model/duration';

/** One check of a canary analysis: a built-in query, one of a MetricTemplate, or one written here. */
export type CanaryMetric = NamedMetric & MetricQuerySource & MetricBounds;

/** What every check has. */
export interface NamedMetric {
  /** `request-success-rate` and `request-duration` are Flagger's own queries; any other name needs a query. */
  readonly name: string;
  /** The window that the query looks back over. */
  readonly interval: FlaggerDuration;
  /** Values for the query's `{{ variables.x }}`. @default - none */
  readonly templateVariables?: Readonly<Record<string, string>>;
}

/** Where the query of a check is: in a MetricTemplate, here, or in Flagger for a built-in name. */
export type MetricQuerySource =
  | {
      /** The MetricTemplate that holds the query. @default - the built-in query of that name */
      readonly templateRef?: MetricTemplateReference;
      /** Not beside a template. */
      readonly query?: never;
    }
  | {
      /**
       * A Prometheus query with placeholders such as `{{ target }}`, which Flagger asks its metrics server. Deprecated by
       * Flagger in favour of templates, which other Canaries can share.
       */
      readonly query: string;
      /** Not beside a query. */
      readonly templateRef?: never;
    };

/** The values that pass a check, as a range or as one bound. */
export type MetricBounds =
  | {
      /** The values that pass, bounds included; success rates in percent, durations in milliseconds. */
      readonly thresholdRange: ThresholdRange;
      /** Not beside a range. */
      readonly threshold?: never;
    }
  | {
      /**
       * The one bound, included: the least success rate that passes, but the greatest value of any other check. Deprecated
       * by Flagger in favour of the range.
       */
      readonly threshold: number;
      /** Not beside one bound. */
      readonly thresholdRange?: never;
    };

/** The values that pass a check; at least one bound, or the check never fails. */
export type ThresholdRange =
  | {
      /** The least value that passes. */
      readonly min: number;
      /** The greatest value that passes. @default - no upper bound */
      readonly max?: number;
    }
  | {
      /** The least value that passes. @default - no lower bound */
      readonly min?: number;
      /** The greatest value that passes. */
      readonly max: number;
    };

/** A MetricTemplate by name. */
export interface MetricTemplateReference {
  /** The template's name. */
  readonly name: string;
  /** Its namespace. @default - the Canary's */
  readonly namespace?: string;
}

/** The names of the checks that Flagger has queries of its own for. */
export type BuiltInMetric = 'request-success-rate' | 'request-duration';

/** Whether Flagger has a query of its own for this name. */
export function isBuiltInMetric(name: string): name is BuiltInMetric {
  return name === 'request-success-rate' || name === 'request-duration';
}

/**
 * At least this share of the requests to the canary gets no server error.
 *
 * @param min the smallest share that passes, in percent.
 * @param interval the window that the query looks back over.
 */
export function requestSuccessRate(min: number, interval: FlaggerDuration = '1m'): CanaryMetric {
  return { name: 'request-success-rate', interval, thresholdRange: { min } };
}

/**
 * The 99th percentile of the canary's time to answer is at most this.
 *
 * @param max the longest time that passes, in milliseconds.
 * @param interval the window that the query looks back over.
 */
export function requestDuration(max: number, interval: FlaggerDuration = '30s'): CanaryMetric {
  return { name: 'request-duration', interval, thresholdRange: { max } };
}
