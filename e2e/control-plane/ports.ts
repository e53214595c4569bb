import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the range that Linux takes for outgoing connections, so that nobody is given a port between asking and listening.
const LOWEST = 12_000;
const BEYOND = 32_000;

const given = new Set<number>();

/** A loopback port that is free now and that this process has not given away before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, BEYOND);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
