import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { KubeObject } from '../control-plane/kube-object';
import { git } from '../fleet/git';
import { manifest } from './manifest';

/** Files by path below the folder of a team's apps. */
export type TeamFiles = Readonly<Record<string, string>>;

const BRANCH = 'dev';

/** The fleet's repository, as far as the teams push to it. */
export class TeamRepository {
  private readonly work: string;

  /** @param folder holds the bare repositories that the Git host serves. */
  constructor(readonly folder: string) {
    const bare = join(folder, 'acme', 'fleet.git');
    this.work = join(folder, 'teams');
    for (const path of [bare, this.work]) mkdirSync(path, { recursive: true });
    git(bare, 'init', '--quiet', '--bare', `--initial-branch=${BRANCH}`);
    git(this.work, 'init', '--quiet', `--initial-branch=${BRANCH}`);
    git(this.work, 'remote', 'add', 'origin', bare);
    this.commit('media', {});
    this.commit('shop', {});
  }

  /** Pushes a team's folder with what it always has, and these files. Returns the revision, as Flux writes it. */
  commit(team: string, files: TeamFiles): string {
    const folder = join(this.work, 'dist/apps/dev', team);
    rmSync(folder, { recursive: true, force: true });
    const base = manifest('v1 ConfigMap', `${team}/base`, { data: { of: team } });
    const all = { 'kustomization.yaml': kustomizationOf(['base.yaml']), 'base.yaml': stringify(base), ...files };
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    git(this.work, 'add', '--all');
    git(this.work, 'commit', '--quiet', '--allow-empty', '--message=a commit');
    git(this.work, 'push', '--quiet', 'origin', BRANCH);
    return `${BRANCH}@sha1:${git(this.work, 'rev-parse', 'HEAD').trim()}`;
  }
}

/** A file of kustomize that lists resources. */
export function kustomizationOf(resources: readonly string[], rest: object = {}): string {
  return stringify({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources, ...rest });
}

/** The files by which a team commits objects. */
export function filesOf(objects: readonly KubeObject[]): TeamFiles {
  return {
    'kustomization.yaml': kustomizationOf(['base.yaml', 'attack.yaml']),
    'attack.yaml': objects.map((object) => stringify(object)).join('---\n'),
  };
}
