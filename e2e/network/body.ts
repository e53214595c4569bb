import type { IncomingMessage } from 'node:http';

/** Reads a request's whole body as text, then does something with it. */
export function withBody(incoming: IncomingMessage, use: (body: string) => void): void {
  let text = '';
  incoming.setEncoding('utf8').on('data', (chunk) => (text += String(chunk)));
  incoming.on('end', () => {
    use(text);
  });
}
