import type { Host } from './network';

/** What Datadog was asked: the query, with the keys that it was asked by. */
export interface DatadogQuery {
  readonly query: string;
  readonly apiKey: string;
  readonly applicationKey: string;
}

/**
 * Datadog's API as far as Flagger asks it: whether the keys are valid, and for the first point of a query. Paths and
 * fields were read in Flagger's client, pkg/metrics/providers/datadog.go.
 *
 * @param value the point of every series.
 * @param queries to which each query is added.
 */
export function datadog(value: number, queries: DatadogQuery[]): Host {
  return (incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://datadog');
    response.setHeader('content-type', 'application/json');
    if (pathname === '/api/v1/validate') {
      response.end('{"valid":true}');
      return;
    }
    const [apiKey, applicationKey] = ['dd-api-key', 'dd-application-key'].map((name) => String(incoming.headers[name]));
    queries.push({
      query: searchParams.get('query') ?? '',
      apiKey: apiKey ?? '',
      applicationKey: applicationKey ?? '',
    });
    response.end(JSON.stringify({ series: [{ pointlist: [[Date.now(), value]] }] }));
  };
}
