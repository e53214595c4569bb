import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { runFolder } from './run';

// Below the range that Linux takes for outgoing connections, so that nobody is given a port between asking and listening.
const LOWEST = 12_000;
const BEYOND = 32_000;

/** A loopback port that is free now and that no process of this run has been given before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, BEYOND);
    if (reserve(port) && (await isFree(port))) return port;
  }
}

/** Leaves a file that only the first process can make: a port is free until the program that it is for listens. */
function reserve(port: number): boolean {
  try {
    writeFileSync(join(runFolder(), 'ports', String(port)), '', { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
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
