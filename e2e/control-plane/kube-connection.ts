import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where an API server is and who asks. */
export interface KubeCredentials {
  readonly server: string;
  /** PEM. */
  readonly ca: string;
  /** @default - none, the client certificate says who asks */
  readonly token?: string;
  /** PEM. @default - none, the token says who asks */
  readonly cert?: string;
  /** PEM. @default - none */
  readonly key?: string;
  /** Whom to act as, with the rights of that user only. @default - oneself */
  readonly impersonate?: { readonly user: string; readonly groups: readonly string[] };
}

/** What to ask. */
export interface KubeRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** @default 'application/json' */
  readonly contentType?: string;
}

// A server says so while it makes room for a definition that has just been installed.
const TRY_AGAIN = 429;
const ATTEMPTS = 100;
const PAUSE_MS = 100;

/** A refusal by the API server, in its own words. */
export class KubeError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly reason: string,
  ) {
    super(message);
  }
}

/** HTTPS to one API server. */
export class KubeConnection {
  private readonly agent: Agent;

  constructor(private readonly credentials: KubeCredentials) {
    const { ca, cert, key } = credentials;
    this.agent = new Agent({ keepAlive: true, ca, cert, key });
  }

  /** The decoded answer. Throws a KubeError when it is not a success. */
  async ask(what: KubeRequest): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.open(what);
      const text = await textOf(response);
      const status = response.statusCode ?? 0;
      if (status === TRY_AGAIN && attempt < ATTEMPTS) await sleep(PAUSE_MS);
      else if (status < 200 || status > 299) throw refusal(status, text);
      else return text.startsWith('{') ? JSON.parse(text) : text;
    }
  }

  /** The answer as it comes, for watches. */
  async stream(path: string, signal: AbortSignal): Promise<IncomingMessage> {
    const response = await this.open({ method: 'GET', path }, signal);
    const status = response.statusCode ?? 0;
    if (status !== 200) throw refusal(status, await textOf(response));
    return response;
  }

  close(): void {
    this.agent.destroy();
  }

  private open(what: KubeRequest, signal?: AbortSignal): Promise<IncomingMessage> {
    const body = what.body === undefined ? undefined : JSON.stringify(what.body);
    const { server, token, impersonate } = this.credentials;
    return new Promise((resolve, reject) => {
      const outgoing = request(new URL(what.path, server), {
        method: what.method,
        agent: this.agent,
        signal,
        headers: {
          accept: 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(impersonate !== undefined && {
            'impersonate-user': impersonate.user,
            'impersonate-group': [...impersonate.groups],
          }),
          ...(body !== undefined && { 'content-type': what.contentType ?? 'application/json' }),
        },
      });
      outgoing.once('response', resolve);
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
}

function refusal(status: number, text: string): KubeError {
  if (!text.startsWith('{')) return new KubeError(status, text.trim(), 'Unknown');
  const { message, reason } = JSON.parse(text) as { message?: string; reason?: string };
  return new KubeError(status, message ?? text, reason ?? 'Unknown');
}
