import type { Host } from './network';

/** What Datadog was asked: the query, with the keys that it was asked by. */
export interface DatadogQuery {
  readonly query: string;
  readonly apiKey: string;
  readonly applicationKey: string;
}

/**
 * Datadog's API as far as Flagger asks it: whether the keys are valid, and for the first point of a query. Paths and fields
 * were read in Flagger's client, pkg/metrics/providers/datadog.go.
 */
export class Datadog {
  /** What it was asked, in the order in which it came. */
  readonly queries: DatadogQuery[] = [];
  /** The point that it answers every query with. */
  value = 0;

  readonly host: Host = (incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://datadog');
    response.setHeader('content-type', 'application/json');
    if (pathname === '/api/v1/validate') {
      response.end('{"valid":true}');
      return;
    }
    const [apiKey, applicationKey] = ['dd-api-key', 'dd-application-key'].map((name) => String(incoming.headers[name]));
    const query = searchParams.get('query') ?? '';
    this.queries.push({ query, apiKey: apiKey ?? '', applicationKey: applicationKey ?? '' });
    response.end(JSON.stringify({ series: [{ pointlist: [[Date.now(), this.value]] }] }));
  };
}
