import type { IncomingMessage, ServerResponse } from 'node:http';
import { withBody } from '../network/body';
import { serve } from '../network/network';
import type { HttpAnswer } from './scenario';

/** Whom Flagger calls over HTTP on behalf of one Canary, whatever the host. */
export interface Caller {
  /** The Canary's. */
  readonly namespace: string;
  /** Prometheus' answer to a query. */
  query(query: string): HttpAnswer;
  /** A webhook's answer to a call. */
  hook(url: string, payload: HookPayload): HttpAnswer;
  /** An event that the event webhook was told. */
  event(payload: HookPayload): void;
}

/** What Flagger posts to webhooks. */
export interface HookPayload {
  readonly namespace: string;
  readonly phase: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Where Flagger sends its events, and asks its built-in metrics, when a Canary does not say otherwise. */
export const EVENTS = 'http://events.test';
export const PROMETHEUS = 'http://prometheus.test';

/** What Flagger asks to see whether a Prometheus is there. */
export const PROBE = 'vector(1)';

/**
 * An HTTP proxy that answers for the whole world. So Flagger gets a scenario's URLs as they are written, and no port of this
 * machine gets into its messages.
 */
export class Outside {
  /** One for each Canary that Flagger works on now. */
  callers: readonly Caller[] = [];
  private server: { readonly url: string; readonly stop: () => Promise<void> } | undefined;

  async start(): Promise<void> {
    this.server = await serve((incoming, response) => {
      withBody(incoming, (text) => {
        this.answer(incoming, text, response);
      });
    });
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }

  /** What makes a Go program use it. */
  environment(): Record<string, string> {
    return { HTTP_PROXY: this.server?.url ?? '', NO_PROXY: '127.0.0.1' };
  }

  private answer(incoming: IncomingMessage, text: string, response: ServerResponse): void {
    const { status, body = '' } = this.decide(incoming.url ?? '', text);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  }

  private decide(url: string, text: string): HttpAnswer {
    const { pathname, searchParams } = new URL(url);
    const query = pathname === '/api/v1/query' ? searchParams.get('query') : null;
    if (query !== null) return this.askedBy(query)?.query(query) ?? (query === PROBE ? vector('1') : { status: 404 });
    const payload = JSON.parse(text) as HookPayload;
    const caller = this.callers.find(({ namespace }) => namespace === payload.namespace);
    if (caller === undefined) return { status: 404 };
    if (payload.metadata?.['eventMessage'] === undefined) return caller.hook(url, payload);
    caller.event(payload);
    return { status: 200 };
  }

  /** Prometheus is not told who asks: among several, it is the one whose namespace the query names. */
  private askedBy(query: string): Caller | undefined {
    const [first, ...others] = this.callers;
    return others.length === 0 ? first : this.callers.find(({ namespace }) => query.includes(`"${namespace}"`));
  }
}

/** Prometheus' answer with one value, or with none. */
export function vector(value: string | undefined): HttpAnswer {
  const result = value === undefined ? [] : [{ metric: {}, value: [0, value] }];
  return { status: 200, body: JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }) };
}
