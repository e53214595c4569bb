import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { program } from '../control-plane/run';
import { gitHost } from '../network/git-host';
import { type Host, Network } from '../network/network';
import type { AppliedCluster } from './applied-files';
import { git } from './repository';

/** What a cluster's programs need to use a {@link Network}. */
export interface Outside {
  readonly network: Network;
  readonly environment: Readonly<Record<string, string>>;
}

interface SourceSpec {
  readonly type?: string;
  readonly url: string;
}

/**
 * The Internet as the fleet's sources see it: GitHub with the fleet's repository (and empty ones where the fleet names
 * others), and chart repositories that have no charts.
 *
 * @param folder for files.
 * @param repositories folder of the bare repositories.
 * @param cluster whose sources there are.
 */
export async function startOutside(folder: string, repositories: string, cluster: AppliedCluster): Promise<Outside> {
  const sources = cluster.folders
    .flatMap(({ objects }) => objects.map(({ object }) => object))
    .filter((object): object is typeof object & { spec: SourceSpec } => /^(Git|Helm)Repository$/.test(object.kind))
    .filter(({ spec }) => spec.type !== 'oci');
  const hosts = new Map(sources.map(({ kind, spec }) => [new URL(spec.url).host, kind]));
  const pem = execFileSync(program('certificate'), [...hosts.keys()], { encoding: 'utf8' });
  const certificateFile = join(folder, 'outside.pem');
  writeFileSync(certificateFile, pem, { mode: 0o600 });
  const network = new Network({ cert: pem, key: pem });
  for (const [host, kind] of hosts) network.add(host, kind === 'GitRepository' ? gitHost(repositories) : emptyCharts);
  await network.start();
  return { network, environment: network.environment(certificateFile) };
}

const emptyCharts: Host = (_incoming, response) => {
  response.end('apiVersion: v1\nentries: {}\n');
};

/** Makes a repository that holds some files at a tag, unless it is there. */
export function publishFiles(
  repositories: string,
  name: string,
  tag: string,
  files: ReadonlyMap<string, string>,
): void {
  const bare = join(repositories, `${name}.git`);
  if (existsSync(bare)) return;
  const work = join(repositories, 'work', name);
  for (const folder of [bare, work]) mkdirSync(folder, { recursive: true });
  git(bare, 'init', '--quiet', '--bare', '--initial-branch=main');
  git(work, 'init', '--quiet', '--initial-branch=main');
  for (const [path, text] of files) {
    mkdirSync(join(work, dirname(path)), { recursive: true });
    writeFileSync(join(work, path), text);
  }
  git(work, 'add', '--all');
  git(work, 'commit', '--quiet', `--message=${tag}`);
  git(work, 'tag', tag);
  git(work, 'push', '--quiet', bare, 'main', tag);
}
