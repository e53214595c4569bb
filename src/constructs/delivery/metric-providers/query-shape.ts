import type { Problem } from '../../../model/problem';
import type { MetricProviderType } from './metric-provider';

/** What a query of one type looks like, as far as Flagger itself reads it before it asks. */
interface QueryShape {
  readonly fits: RegExp;
  readonly must: string;
  readonly remedy: string;
}

const SHAPES: Readonly<Partial<Record<MetricProviderType, QueryShape>>> = {
  cloudwatch: {
    fits: /^\s*\[[^]*\]\s*$/,
    must: 'be a JSON list of MetricDataQuery for cloudwatch',
    remedy: 'for example [{"Id": "errors", "Expression": "…", "Period": 60}]',
  },
  externalmetrics: {
    // Go refuses control characters in what it reads as a URL, a line break at the end as well.
    fits: /^([^/?\u0000-\u001f]*\/)?[^/?\u0000-\u001f]+(\?[^\u0000-\u001f]*)?$/,
    must: 'be "<namespace>/<metric>?labelSelector=<selector>" on one line for externalmetrics',
    remedy: 'for example {{ namespace }}/queue-length',
  },
  graphite: {
    fits: /(^|&)\s*target=/,
    must: 'have the parameter target for graphite',
    remedy: 'for example target=apps.{{ target }}.errors&from=-5min',
  },
  keptn: {
    fits: /^\s*(keptnmetrics?|analysis|analyses)\/[^/\s]+\/[^/\s]+/i,
    must: 'be "keptnmetric/<namespace>/<name>" or "analysis/<namespace>/<name>" for keptn',
    remedy: 'for example keptnmetric/{{ namespace }}/errors',
  },
  newrelic: {
    fits: /^(?![^]*\bsince\s+\d+\s+(second|minute|hour|day|week|month))/i,
    must: 'be without SINCE for newrelic',
    remedy: "Flagger puts one of the check's interval behind it: leave yours out",
  },
};

/**
 * Checks a query that Flagger itself reads before it asks; of other types only the service knows. A query with values of its
 * Canary's may be anything.
 */
export function checkQueryShape(type: MetricProviderType, query: string): Problem[] {
  const shape = SHAPES[type];
  const filled = query.replaceAll(/\{\{-?\s*\w+\s*-?\}\}/g, 'x');
  if (shape === undefined || /\{\{-?\s*variables\b/.test(query) || shape.fits.test(filled)) return [];
  return [{ prop: 'query', must: shape.must, got: query, remedy: shape.remedy }];
}
