import type { Construct } from 'constructs';
import { FLUX_NAMESPACE } from '../flux/flux-object';
import { GitRepository } from '../flux/git-repository';
import type { KustomizationSource } from '../flux/kustomization';
import type { SyncEnvironment } from './cluster-sync';
import { OUTPUT_CONTEXT, REPOSITORY_CONTEXT } from '../../model/fleet-context';
import { report } from '../report';

/**
 * The Git sources of a cluster: the fleet's repository at the cluster's branch as `fleet`, and once more as
 * `fleet-<environment>` for each environment that follows another branch.
 */
export class FleetSources {
  private readonly repository: string | undefined;
  private readonly output: string | undefined;
  private readonly branches = new Map<string, string>();
  private readonly environments = new Set<string>();

  /**
   * @param cluster the cluster, whose problems these are.
   * @param folder the chart that the sources become files of.
   * @param branch the cluster's branch, if it says one.
   * @param credentials name of the Secret with the repository's credentials, if it needs any.
   */
  constructor(
    private readonly cluster: Construct,
    private readonly folder: Construct,
    private readonly branch: string | undefined,
    private readonly credentials: string | undefined,
  ) {
    this.repository = this.context(REPOSITORY_CONTEXT, 'repository', "the URL of the fleet's Git repository");
    this.output = this.context(OUTPUT_CONTEXT, 'output', 'the folder of the repository that the output tree is in');
    if (branch !== undefined) this.add('source', 'fleet', branch);
    cluster.node.addValidation({ validate: () => this.missingBranch() });
  }

  /** The path of a folder of the output tree, as Flux wants it: `./dist/clusters/laptop`. */
  path(folder: string): string {
    return `./${this.output ?? 'dist'}/${folder}`;
  }

  /** The cluster's own source. */
  own(): KustomizationSource {
    return { kind: 'GitRepository', name: 'fleet' };
  }

  /** Adds the branch of an environment, unless the cluster follows it anyway. */
  addEnvironment(environment: SyncEnvironment): void {
    if (this.environments.has(environment.name)) return;
    this.environments.add(environment.name);
    const clusterBranch = this.branches.get('fleet');
    if (clusterBranch === undefined) {
      this.add('source', 'fleet', environment.branch);
    } else if (clusterBranch !== environment.branch) {
      this.checkBranchGiven(environment, clusterBranch);
      this.add(`source-${environment.name}`, `fleet-${environment.name}`, environment.branch);
    }
  }

  /** The source that an environment follows; it is added if need be. */
  of(environment: SyncEnvironment): KustomizationSource {
    this.addEnvironment(environment);
    const name = `fleet-${environment.name}`;
    return { kind: 'GitRepository', name: this.branches.has(name) ? name : 'fleet' };
  }

  private add(id: string, name: string, branch: string): void {
    if (this.branches.has(name)) return;
    this.branches.set(name, branch);
    if (this.repository === undefined) return;
    new GitRepository(this.folder, id, {
      name,
      namespace: FLUX_NAMESPACE,
      url: this.repository,
      ref: { branch },
      secretRef: this.credentials === undefined ? undefined : { name: this.credentials },
    });
  }

  private checkBranchGiven(environment: SyncEnvironment, first: string): void {
    if (this.branch !== undefined) return;
    const must = `be given, since environment ${environment.name} follows ${JSON.stringify(environment.branch)} and the first one ${JSON.stringify(first)}`;
    const remedy = "say which branch the cluster's own infrastructure comes from";
    report(this.cluster, [{ prop: 'branch', must, got: undefined, remedy }]);
  }

  private missingBranch(): string[] {
    if (this.branches.size > 0) return [];
    return [
      'branch must be given for a cluster without environments, got nothing; say which branch the cluster follows',
    ];
  }

  private context(key: string, prop: string, what: string): string | undefined {
    const value: unknown = this.cluster.node.tryGetContext(key);
    if (typeof value === 'string' && value !== '') return value;
    const remedy = `make the app a GitOpsApp, or call app.node.setContext(${JSON.stringify(key)}, ...) first`;
    report(this.cluster, [{ prop: `the app's ${prop}`, must: `be ${what}`, got: value, remedy }]);
    return undefined;
  }
}
