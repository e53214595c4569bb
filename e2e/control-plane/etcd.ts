import { join } from 'node:path';
import { freePort } from './ports';
import { Program } from './program';
import { until } from './wait';

/** A running etcd. */
export interface Etcd {
  readonly program: Program;
  readonly url: string;
}

/** Starts an etcd that keeps its data below a folder. */
export async function startEtcd(name: string, folder: string): Promise<Etcd> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const peers = `http://127.0.0.1:${await freePort()}`;
  const program = new Program({
    program: 'etcd',
    name: `${name}-etcd`,
    args: [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      `--listen-peer-urls=${peers}`,
      `--initial-advertise-peer-urls=${peers}`,
      `--initial-cluster=default=${peers}`,
      // Nobody reads this data after a crash of the machine.
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
  });
  await until(`${name}: etcd is healthy`, async () => {
    program.assertRunning();
    const response = await fetch(`${url}/health`);
    return response.ok ? true : undefined;
  });
  return { program, url };
}
