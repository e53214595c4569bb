import type { Host } from './network';

/** Answers one PromQL query: a number, or nothing for no data. */
export type Answer = (query: string) => number | undefined;

/** What Flagger's built-in queries and ours ask for, as healthy traffic answers it. */
export const healthy: Answer = (query) => {
  if (query.includes('vector(1)')) return 1;
  return query.includes('histogram_quantile') ? 42 : 100;
};

/** As much of Prometheus as Flagger talks to, with values from a script instead of a scrape. */
export class ScriptedPrometheus {
  /** Every query that was asked. */
  readonly queries: string[] = [];
  answer: Answer = healthy;

  readonly host: Host = (incoming, response) => {
    const query = new URL(incoming.url ?? '/', 'http://prometheus').searchParams.get('query') ?? '';
    this.queries.push(query.trim());
    const value = this.answer(query);
    const result = value === undefined ? [] : [{ metric: {}, value: [0, String(value)] }];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }));
  };
}
