import {
  createServer,
  type IncomingMessage,
  request,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { freePort } from '../control-plane/ports';

/** Answers requests to one host. */
export type Host = RequestListener;

/** Finds who answers for a URL. */
export type Resolver = (url: URL) => Promise<Host | undefined>;

/** The certificate that the network's HTTPS hosts show, as PEM. */
export interface NetworkCertificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * What the programs of a cluster see of the cluster's own network and of the Internet: an HTTP proxy that knows the hosts the
 * manifests name. So the manifests are used exactly as they are committed, and nothing ever leaves this machine.
 */
export class Network {
  /** `host:port` asked for that nobody here answers for. */
  readonly unknown: string[] = [];
  private readonly hosts = new Map<string, Host>();
  private resolve: Resolver = () => Promise.resolve(undefined);
  private readonly sockets = new Set<Socket>();
  private readonly proxy: Server;
  private readonly secure: Server;
  private port = 0;

  constructor(certificate: NetworkCertificate) {
    this.proxy = createServer((incoming, response) => {
      void this.answer(new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? ''}`), incoming, response);
    });
    this.secure = createSecureServer(certificate, (incoming, response) => {
      void this.answer(new URL(incoming.url ?? '/', `https://${incoming.headers.host ?? ''}`), incoming, response);
    });
    // What comes through the tunnel is decrypted here: the clients trust our certificate for these hosts.
    this.proxy.on('connect', (_incoming, socket: Socket) => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      this.secure.emit('connection', socket);
    });
    for (const server of [this.proxy, this.secure]) {
      server.on('connection', (socket: Socket) => {
        this.sockets.add(socket);
        socket.once('close', () => this.sockets.delete(socket));
      });
    }
  }

  async start(): Promise<void> {
    this.port = await freePort();
    await new Promise<void>((resolve) => this.proxy.listen(this.port, '127.0.0.1', resolve));
  }

  /** Lets a host answer; `name` is as in URLs, with the port unless it is the scheme's own. */
  add(name: string, host: Host): void {
    this.hosts.set(name, host);
  }

  /** Lets hosts be looked up that no {@link add} has named. */
  resolveBy(resolve: Resolver): void {
    this.resolve = resolve;
  }

  /** Environment variables that make a Go program, curl or git use this network, and trust it. */
  environment(certificateFile: string): Record<string, string> {
    const proxy = `http://127.0.0.1:${this.port}`;
    const none = '127.0.0.1,localhost';
    return { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, http_proxy: proxy, NO_PROXY: none, SSL_CERT_FILE: certificateFile };
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.proxy.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private async answer(url: URL, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = this.hosts.get(url.host) ?? (await this.resolve(url).catch(() => undefined));
    if (host === undefined) {
      this.unknown.push(url.host);
      response.writeHead(502).end(`no host ${url.host} in this test\n`);
      return;
    }
    incoming.url = url.pathname + url.search;
    host(incoming, response);
  }
}

/** A host that is a program on a port of this machine. */
export function forward(port: number): Host {
  return (incoming, response) => {
    const { method, url, headers } = incoming;
    const outgoing = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.once('error', (error) => {
      response.writeHead(502).end(error.message);
    });
    incoming.pipe(outgoing);
  };
}

/** A server for a {@link Host} of its own, for what is asked without a proxy. Returns its address and how to stop it. */
export async function serve(host: Host): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const server = createServer(host);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => {
        resolve();
      });
    });
  return { url: `http://127.0.0.1:${port}`, stop };
}
