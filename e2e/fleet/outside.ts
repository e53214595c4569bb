import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KubeObject } from '../control-plane/kube-object';
import { program } from '../control-plane/run';
import { chartRepository } from '../network/chart-repository';
import { Datadog } from '../network/datadog';
import { gitHost } from '../network/git-host';
import { type Host, Network } from '../network/network';
import { ociRegistry } from '../network/oci-registry';
import type { PackedChart } from '../network/packed-chart';
import type { AppliedCluster } from './applied-files';
import { chartsFor } from './charts';
import { git } from './git';

/** What a cluster's programs need to use a {@link Network}. */
export interface Outside {
  readonly network: Network;
  readonly environment: Readonly<Record<string, string>>;
  /** It answers where a MetricTemplate asks it. */
  readonly datadog: Datadog;
}

interface Template extends KubeObject {
  readonly spec: { readonly provider: { readonly type: string; readonly address?: string } };
}

interface GitSource extends KubeObject {
  readonly spec: { readonly url: string };
}

/**
 * The Internet as the fleet's sources see it: GitHub with the fleet's repository (and empty ones where the fleet names
 * others), the repositories and registries of the charts that it installs, and Datadog where a MetricTemplate asks it.
 *
 * @param folder for files.
 * @param repositories folder of the bare repositories.
 * @param cluster whose sources there are.
 */
export async function startOutside(folder: string, repositories: string, cluster: AppliedCluster): Promise<Outside> {
  const objects = cluster.folders.flatMap((one) => one.objects.map(({ object }) => object));
  const hosts = new Map<string, Host>();
  for (const { spec } of objects.filter((object): object is GitSource => object.kind === 'GitRepository'))
    hosts.set(new URL(spec.url).host, gitHost(repositories));
  const datadog = new Datadog();
  for (const { spec } of objects.filter((object): object is Template => object.kind === 'MetricTemplate')) {
    const { type, address } = spec.provider;
    if (type === 'datadog' && address !== undefined) hosts.set(new URL(address).host, datadog.host);
  }
  for (const [host, charts] of byHost(chartsFor(objects))) {
    const oci = charts.some(({ repository }) => repository.startsWith('oci:'));
    hosts.set(host, oci ? ociRegistry(charts) : chartRepository(charts));
  }
  const pem = execFileSync(program('certificate'), [...hosts.keys()], { encoding: 'utf8' });
  const certificateFile = join(folder, 'outside.pem');
  writeFileSync(certificateFile, pem, { mode: 0o600 });
  const network = new Network({ cert: pem, key: pem });
  for (const [name, host] of hosts) network.add(name, host);
  await network.start();
  return { network, environment: network.environment(certificateFile), datadog };
}

function byHost(charts: readonly PackedChart[]): Map<string, PackedChart[]> {
  const hosts = new Map<string, PackedChart[]>();
  for (const chart of charts) {
    const { host } = new URL(chart.repository);
    hosts.set(host, [...(hosts.get(host) ?? []), chart]);
  }
  return hosts;
}

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
