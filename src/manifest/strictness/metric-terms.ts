import { canonicalText, type Entries, entriesOf, listOf } from '../plain-field';

/** The values that pass. */
interface Range {
  /** The least. */
  readonly min: number;
  /** The greatest. */
  readonly max: number;
}

/** One thing that is asked of a new version. */
export interface MetricTerm extends Range {
  /** Its name, for people. */
  readonly name: string;
}

/** The values that pass, by what is asked: the query and its variables, or the name of a built-in one. */
export type MetricTerms = ReadonlyMap<string, MetricTerm>;

/** Finds the `spec` of the MetricTemplate that a metric refers to; nothing where it is not known. */
export type TemplateLookup = (templateRef: Entries) => Entries | undefined;

/** Reads the metrics of an analysis. One without a bound is none: it never fails. */
export function metricTerms(analysis: Entries, templateOf: TemplateLookup = () => undefined): MetricTerms {
  const terms = new Map<string, MetricTerm>();
  for (const metric of listOf(analysis.metrics)) {
    const range = rangeOf(metric);
    if (range.min === -Infinity && range.max === Infinity) continue;
    const key = keyOf(metric, templateOf);
    const before = terms.get(key) ?? range;
    // What is asked twice must pass both.
    const both = { min: Math.max(before.min, range.min), max: Math.min(before.max, range.max) };
    terms.set(key, { name: String(metric.name), ...both });
  }
  return terms;
}

/**
 * The same question has the same key, whatever it and its template are called. The window of the query is no part of it:
 * neither a longer one nor a shorter one is stricter.
 */
function keyOf({ name, templateRef, query, templateVariables }: Entries, templateOf: TemplateLookup): string {
  if (templateRef === undefined) {
    return canonicalText(query === undefined ? { name } : { ...question('prometheus', query), templateVariables });
  }
  const reference = entriesOf(templateRef);
  const template = templateOf(reference);
  if (template === undefined) return canonicalText({ name, template: reference.name, templateVariables });
  return canonicalText({ ...question(entriesOf(template.provider).type, template.query), templateVariables });
}

function question(provider: unknown, query: unknown): Entries {
  return { provider, query: typeof query === 'string' ? query.trim().replace(/\s+/g, ' ') : query };
}

/** As Flagger judges: the older single bound is the least success rate, but the greatest value of anything else. */
function rangeOf({ name, threshold, thresholdRange }: Entries): Range {
  if (thresholdRange !== undefined) {
    const { min, max } = entriesOf(thresholdRange);
    return { min: typeof min === 'number' ? min : -Infinity, max: typeof max === 'number' ? max : Infinity };
  }
  const bound = typeof threshold === 'number' ? threshold : 0;
  if (name !== 'request-success-rate') return { min: -Infinity, max: bound };
  return { min: bound > 0 ? bound : -Infinity, max: Infinity };
}
