import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ProjectCopy } from '../../test/support/project-copy';
import { git } from './git';

const BRANCHES = ['main', 'dev'];

const PROJECT = resolve(__dirname, '../..');

/** How the team's project is run with the sources of this one: `npm run package` runs it as the team does. */
const TEAM_APP = ['--app', `node ${join(PROJECT, 'scripts/run-app.mjs')} src/main.ts`];

/** A repository: a copy of a project that people work in, and the bare one that they push to. */
export class Repository {
  /** The fleet's. */
  static fleet(folder: string): Repository {
    return new Repository(folder, 'fleet', new ProjectCopy(), []);
  }

  /** That of team checkout. */
  static team(folder: string): Repository {
    const names = ['src', 'releases', 'dist', 'cdk8s.yaml', 'package.json'];
    const project = new ProjectCopy(join(PROJECT, 'examples/team-repo'), names);
    return new Repository(folder, 'checkout', project, TEAM_APP);
  }

  /**
   * @param folder holds the bare repositories that the Git host serves.
   * @param name of this one.
   * @param project what is in it.
   * @param synthArgs further arguments of `cdk8s synth`.
   */
  private constructor(
    readonly folder: string,
    name: string,
    private readonly project: ProjectCopy,
    private readonly synthArgs: readonly string[],
  ) {
    const bare = join(folder, 'acme', `${name}.git`);
    mkdirSync(bare, { recursive: true });
    git(bare, 'init', '--quiet', '--bare', '--initial-branch=main');
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('remote', 'add', 'origin', bare);
    // Where it keeps what Node installs is nobody's business.
    this.project.write('.git/info/exclude', 'node_modules\n.out\n');
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message=as it is');
    this.git('branch', 'dev');
    this.git('push', '--quiet', 'origin', ...BRANCHES);
  }

  /** Where the checked-out branch is. */
  get checkout(): string {
    return this.project.folder;
  }

  /** Makes a branch the checked-out one. */
  checkOut(branch: string): void {
    this.git('checkout', '--quiet', branch);
  }

  /** Edits release data on a branch, synthesizes, commits and pushes. Returns the revision, as Flux writes it. */
  release(branch: string, file: string, from: string, to: string): string {
    this.checkOut(branch);
    this.project.edit(file, from, to);
    const { status, output } = this.project.synth({}, this.synthArgs);
    if (status !== 0) throw new Error(`cdk8s synth failed:\n${output}`);
    this.git('add', '--all');
    this.git('commit', '--quiet', `--message=${from} becomes ${to}`);
    return this.push(branch);
  }

  /** Merges a branch into another, as a pull request is. */
  merge(from: string, into: string): void {
    this.checkOut(into);
    this.git('merge', '--quiet', '--no-ff', `--message=Merge ${from} into ${into}`, from);
  }

  /** Takes a commit of a branch back. Returns the revision that does so. */
  revert(branch: string, revision: string): string {
    this.checkOut(branch);
    this.git('revert', '--no-edit', revision.replace(/^.*:/, ''));
    return this.push(branch);
  }

  remove(): void {
    this.project.remove();
  }

  private push(branch: string): string {
    this.git('push', '--quiet', 'origin', branch);
    return `${branch}@sha1:${this.git('rev-parse', 'HEAD').trim()}`;
  }

  private git(...args: string[]): string {
    return git(this.project.folder, ...args);
  }
}
