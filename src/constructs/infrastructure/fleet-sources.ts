import type { Construct } from 'constructs';
import { FLUX_NAMESPACE } from '../flux/flux-object';
import { addSource, checkTag, type FollowedBranch, type FollowedTag } from '../flux/followed-source';
import type { KustomizationSource } from '../flux/kustomization';
import type { SyncEnvironment } from './cluster-sync';
import type { FleetArtifact } from './fleet-artifact';
import { OUTPUT_CONTEXT, REPOSITORY_CONTEXT } from '../../model/fleet-context';
import { report } from '../report';

/**
 * The sources of a cluster: the fleet's repository at the cluster's branch as `fleet`, and once more as
 * `fleet-<environment>` for each environment that follows another branch. Or the fleet's artifact, with the branch as tag.
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
   * @param artifact what the cluster follows instead of the repository, if it does.
   */
  constructor(
    private readonly cluster: Construct,
    private readonly folder: Construct,
    private readonly branch: string | undefined,
    private readonly credentials: string | undefined,
    private readonly artifact: FleetArtifact | undefined,
  ) {
    this.repository =
      artifact === undefined
        ? this.context(REPOSITORY_CONTEXT, 'repository', "the URL of the fleet's Git repository")
        : undefined;
    this.output = this.context(OUTPUT_CONTEXT, 'output', 'the folder of the repository that the output tree is in');
    if (branch !== undefined) this.add('source', 'fleet', branch);
    cluster.node.addValidation({ validate: () => this.missingBranch() });
  }

  /** The path of a folder of the output tree, as Flux wants it: `./dist/clusters/laptop`. An artifact holds the tree alone. */
  path(folder: string): string {
    return this.artifact === undefined ? `./${this.output ?? 'dist'}/${folder}` : `./${folder}`;
  }

  /** What a branch of the fleet is followed as; nothing where the repository is not known. */
  at(branch: string): FollowedBranch | FollowedTag | undefined {
    if (this.artifact !== undefined) return { ...this.artifact, tag: branch };
    return this.repository === undefined ? undefined : { url: this.repository, branch };
  }

  /** The cluster's own source. */
  own(): KustomizationSource {
    return { kind: this.kind(), name: 'fleet' };
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
    return { kind: this.kind(), name: this.branches.has(name) ? name : 'fleet' };
  }

  private add(id: string, name: string, branch: string): void {
    if (this.branches.has(name)) return;
    this.branches.set(name, branch);
    const from = this.at(branch);
    if (from === undefined) return;
    if ('tag' in from) report(this.cluster, checkTag('branch', branch));
    addSource(this.folder, id, {
      name,
      namespace: FLUX_NAMESPACE,
      from,
      ...(this.credentials !== undefined && { credentials: this.credentials }),
    });
  }

  private kind(): KustomizationSource['kind'] {
    return this.artifact === undefined ? 'GitRepository' : 'OCIRepository';
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
