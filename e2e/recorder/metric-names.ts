import type { KubeObject } from '../control-plane/kube-object';
import type { CanaryMetric } from './scenario';

interface MetricTemplate extends KubeObject {
  readonly spec: { readonly query: string };
}

/** Finds which of a Canary's metrics a query belongs to: Flagger asks without saying the name. */
export class MetricNames {
  private readonly templates: ReadonlyMap<string, string>;

  constructor(objects: readonly KubeObject[]) {
    this.templates = new Map(
      objects.filter(isTemplate).map(({ metadata, spec }) => [metadata.name, spec.query] as const),
    );
  }

  /** The names of the metrics that the query may belong to. */
  of(query: string, metrics: readonly CanaryMetric[]): readonly string[] {
    const custom = metrics.filter((metric) => {
      const text = metric.query ?? this.templates.get(metric.templateRef?.name ?? '');
      return text !== undefined && renders(text, query);
    });
    if (custom.length > 0) return custom.map(({ name }) => name);
    const builtin = isDuration(query) ? 'request-duration' : 'request-success-rate';
    return metrics.filter(({ name }) => name === builtin).map(({ name }) => name);
  }
}

function isTemplate(object: KubeObject): object is MetricTemplate {
  return object.kind === 'MetricTemplate';
}

/** Flagger's built-in queries for durations end in a quantile, or in a mean in seconds that they make milliseconds. */
function isDuration(query: string): boolean {
  return query.includes('histogram_quantile') || query.endsWith('* 1000');
}

/** Whether the query may come from a template: every action may have become any text, and runs of white space one space. */
function renders(template: string, query: string): boolean {
  const literals = template.split(/\{\{.*?\}\}/s).map((literal) =>
    literal
      .split(/\s+/)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('\\s+'),
  );
  return new RegExp(`^\\s*${literals.join('.*')}\\s*$`, 's').test(` ${query} `);
}
