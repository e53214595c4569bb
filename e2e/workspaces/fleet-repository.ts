import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { PodinfoApp } from '../../src/constructs/app/podinfo-app';
import { Canary } from '../../src/constructs/delivery/canary';
import { profiles } from '../../src/constructs/delivery/profiles';
import { blueGreen } from '../../src/constructs/delivery/strategy';
import { Cluster } from '../../src/constructs/infrastructure/cluster';
import { Environment } from '../../src/constructs/infrastructure/environment';
import { k3s } from '../../src/constructs/infrastructure/k3s';
import { kubernetes } from '../../src/constructs/traffic/kubernetes';
import { TeamWorkspace } from '../../src/constructs/workspace/team-workspace';
import type { TeamWorkspaceProps } from '../../src/constructs/workspace/team-workspace-props';
import { GitOpsApp } from '../../src/synth/gitops-app';
import type { KubeObject } from '../control-plane/kube-object';
import { git } from '../fleet/git';

/** A team of the fleet, each with one app and its Canary. */
export interface Team {
  readonly props?: Partial<TeamWorkspaceProps>;
  /** What it ships besides, by construct id. */
  readonly besides?: Readonly<Record<string, KubeObject>>;
}

/** The repository of a small fleet: one cluster, one environment, and the teams of each commit. */
export class FleetRepository {
  private readonly work: string;

  /**
   * @param folder holds the bare repositories that the Git host serves.
   * @param cluster name of the cluster.
   */
  constructor(
    readonly folder: string,
    private readonly cluster: string,
  ) {
    const bare = join(folder, 'acme', 'fleet.git');
    this.work = join(folder, 'checkout');
    for (const path of [bare, this.work]) mkdirSync(path, { recursive: true });
    git(bare, 'init', '--quiet', '--bare', '--initial-branch=main');
    git(this.work, 'init', '--quiet', '--initial-branch=main');
    git(this.work, 'remote', 'add', 'origin', bare);
  }

  /** Where the files are. */
  get checkout(): string {
    return this.work;
  }

  /** Synthesizes the fleet with these teams, commits and pushes. Returns the revision, as Flux writes it. */
  commit(teams: Readonly<Record<string, Team>>): string {
    const app = new GitOpsApp({ repository: 'https://github.com/acme/fleet', outdir: join(this.work, 'dist') });
    const cluster = new Cluster(app, this.cluster, { platform: k3s(), branch: 'main' });
    const dev = new Environment(cluster, 'dev', { branch: 'main', profile: profiles.quick, traffic: kubernetes() });
    for (const [name, team] of Object.entries(teams)) addTeam(dev, name, team);
    app.synth();
    return this.push(Object.keys(teams).join(', '));
  }

  /** Takes files out of what the last commit says, as a bad merge does. */
  lose(folder: string, files: readonly string[]): string {
    const list = join(this.work, folder, 'kustomization.yaml');
    const lost = new Set(files.map((file) => `  - ${file}`));
    const left = readFileSync(list, 'utf8')
      .split('\n')
      .filter((line) => !lost.has(line));
    writeFileSync(list, left.join('\n'));
    for (const file of files) rmSync(join(this.work, folder, file));
    return this.push(`lose ${files.join(', ')}`);
  }

  private push(message: string): string {
    git(this.work, 'add', '--all');
    git(this.work, 'commit', '--quiet', '--allow-empty', `--message=${message}`);
    git(this.work, 'push', '--quiet', 'origin', 'main');
    return `main@sha1:${git(this.work, 'rev-parse', 'HEAD').trim()}`;
  }
}

function addTeam(environment: Environment, name: string, { props, besides = {} }: Team): void {
  const workspace = new TeamWorkspace(environment, name, { namespaces: [name], admins: [`${name}-leads`], ...props });
  const backend = new PodinfoApp(workspace, 'backend', { tag: '6.9.4' });
  new Canary(workspace, 'backend-rollout', {
    target: backend,
    strategy: blueGreen({ iterations: 2 }),
    revertOnDeletion: true,
  });
  for (const [id, { metadata, ...object }] of Object.entries(besides)) {
    new ApiObject(workspace, id, { ...object, metadata: { name: metadata.name, namespace: metadata.namespace } });
  }
}
