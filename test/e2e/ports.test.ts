import * as crypto from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../e2e/control-plane/ports';
import { removeFolders, temporaryFolder } from '../support/synth-folder';

jest.mock('node:crypto', () => ({ ...jest.requireActual<typeof crypto>('node:crypto'), randomInt: jest.fn() }));

const proposed = crypto.randomInt as unknown as jest.Mock<number>;
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'ports'));
  process.env['E2E_FOLDER'] = folder;
  proposed.mockReset();
});

afterAll(() => {
  delete process.env['E2E_FOLDER'];
  removeFolders();
});

/** Ports that nobody listens on. */
async function quietPorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listening()));
  for (const { server } of servers) await new Promise((resolve) => server.close(resolve));
  return servers.map(({ port }) => port);
}

async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as { port: number }).port };
}

function propose(...ports: (number | undefined)[]): void {
  for (const port of ports) proposed.mockReturnValueOnce(port ?? 0);
}

test('a port that another process of the run has been given is not given again, though nobody listens on it yet', async () => {
  const [theirs, ours] = await quietPorts(2);
  writeFileSync(join(folder, 'ports', String(theirs)), '');
  propose(theirs, ours);
  expect(await freePort()).toBe(ours);
});

test('a port that somebody listens on, run or not, is not given', async () => {
  const { server, port } = await listening();
  const [free] = await quietPorts(1);
  propose(port, free);
  expect(await freePort()).toBe(free);
  await new Promise((resolve) => server.close(resolve));
});
