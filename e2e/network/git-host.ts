import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { runFolder } from '../control-plane/run';
import type { Host } from './network';

/** Serves the bare repositories below a folder over smart HTTP, by git's own program for web servers. */
export function gitHost(folder: string): Host {
  const log = createWriteStream(join(runFolder(), 'logs', 'git-http-backend.log'), { flags: 'a' });
  return (incoming, response) => {
    const [path = '', query = ''] = (incoming.url ?? '').split('?');
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env['PATH'],
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: path.replace(/^(\/[^/]+\/[^/.]+)(?=\/)/, '$1.git'),
        QUERY_STRING: query,
        REQUEST_METHOD: incoming.method,
        CONTENT_TYPE: incoming.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: incoming.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(incoming.headers['git-protocol'] ?? ''),
      },
      stdio: 'pipe',
    });
    backend.stdin.on('error', () => undefined);
    incoming.pipe(backend.stdin);
    backend.stderr.pipe(log, { end: false });
    void answer(backend.stdout, response);
  };
}

/** The answer of a CGI program: headers, an empty line, the body. */
async function answer(output: Readable, response: ServerResponse): Promise<void> {
  let head = Buffer.alloc(0);
  let headersSent = false;
  for await (const data of output) {
    const chunk = Buffer.from(data as Buffer);
    if (headersSent) {
      response.write(chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) continue;
    writeHead(head.subarray(0, end).toString(), response);
    response.write(head.subarray(end + 4));
    headersSent = true;
  }
  if (!headersSent) response.writeHead(500);
  response.end();
}

function writeHead(text: string, response: ServerResponse): void {
  const headers = text.split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1] ?? '200';
  for (const [name, value] of headers) if (name.toLowerCase() !== 'status') response.setHeader(name, value);
  response.writeHead(parseInt(status, 10));
}
