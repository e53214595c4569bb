import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { checkLabelName } from '../../model/name';
import { setOutputDirectory } from '../../model/output-directory';
import { Kustomization } from '../flux/kustomization';
import { shardNames } from '../flux/sharding';
import { report } from '../report';
import type { ClusterFlux, FluxIntervals } from './cluster-flux';
import type { ClusterSyncOptions, SyncEnvironment } from './cluster-sync';
import { dependenciesOf, orderComponents } from './component-order';
import type { FollowedBranch, FollowedTag } from '../flux/followed-source';
import type { FleetArtifact } from './fleet-artifact';
import { FleetSources } from './fleet-sources';
import { installFlux } from './flux-installation';
import type { FlaggerFacts, InfrastructureComponent, LoadTesterFacts } from './infrastructure-component';
import type { Platform } from './platform';
import { claimName } from './unique-name';

/** Props of a {@link Cluster}. */
export interface ClusterProps {
  /** The kind of cluster, as a value. */
  readonly platform: Platform;
  /** The branch that the cluster's own folder and its infrastructure come from. @default - its environments' branch, when they share one */
  readonly branch?: string;
  /** What runs on the cluster before any team does. Each comes after the ones it depends on. @default - nothing */
  readonly infrastructure?: readonly InfrastructureComponent[];
  /** Name of the Secret in flux-system with the repository's credentials; an admin makes it by hand. @default - none: a public repository */
  readonly credentials?: string;
  /** The artifact that the cluster and its workspaces follow instead of the Git repository. @default - none: they follow Git */
  readonly artifact?: FleetArtifact;
  /** Who installs Flux, its shards, and where its webhooks come in. @default - the Flux operator, without shards or webhooks */
  readonly flux?: ClusterFlux;
}

/**
 * A Kubernetes cluster that Flux keeps in step with the repository.
 *
 * Its folder `clusters/<name>` holds Flux itself, the Git source, one Kustomization per infrastructure component in
 * `dependsOn` order, and one per workspace; a Kustomization that applies this folder itself makes it self-managing.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [
 *     infrastructure.certManager(),
 *     ...infrastructure.linkerd(),
 *     infrastructure.prometheus(),
 *     infrastructure.flagger({ meshProvider: 'linkerd' }),
 *   ],
 * });
 */
export class Cluster extends Construct {
  /**
   * The cluster that a construct belongs to.
   *
   * @throws when the construct is not below a Cluster.
   */
  static of(construct: IConstruct): Cluster {
    const cluster = construct.node.scopes.find((scope): scope is Cluster => scope instanceof Cluster);
    if (cluster === undefined) {
      throw new Error(
        `${construct.node.path}: scope must be a Cluster or below one, got none; create it below a Cluster`,
      );
    }
    return cluster;
  }

  /** The cluster's name, which is its id. */
  readonly name: string;
  /** The kind of cluster. */
  readonly platform: Platform;
  /** Names of the shards of its Flux; each workspace is in one of them, if there are any. */
  readonly shards: readonly string[];
  /** How often its Flux looks at workspaces, as far as it is said. */
  readonly fluxIntervals: FluxIntervals;
  /** Names of the cluster's infrastructure components. */
  readonly components: ReadonlySet<string>;
  /** What canaries need to know of its Flagger; undefined without one. */
  readonly flagger: FlaggerFacts | undefined;
  /** What canaries need to know of the load tester that its teams share; undefined without one. */
  readonly loadTester: LoadTesterFacts | undefined;

  private readonly folder: Chart;
  private readonly syncs = new Set<string>();
  private readonly sources: FleetSources;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const { platform, infrastructure = [], flux = {} } = props;
    this.name = id;
    this.platform = platform;
    this.shards = shardNames(flux.shards);
    this.fluxIntervals = flux.intervals ?? {};
    this.components = new Set(infrastructure.map(({ name }) => name));
    this.flagger = infrastructure.find(({ flagger }) => flagger !== undefined)?.flagger;
    this.loadTester = infrastructure.find(({ loadTester }) => loadTester !== undefined)?.loadTester;
    report(this, checkLabelName('id', id));
    claimName(this, 'cluster');
    this.folder = new Chart(this, 'flux');
    setOutputDirectory(this.folder, { path: `clusters/${id}`, cluster: id });
    installFlux({ cluster: this, folder: this.folder, platform }, flux);
    this.sources = new FleetSources(this, this.folder, props.branch, props.credentials, props.artifact);
    this.syncItself();
    this.addInfrastructure(infrastructure);
  }

  /** Makes the branch of an environment available; every Environment calls this for itself. */
  addEnvironment(environment: SyncEnvironment): void {
    this.sources.addEnvironment(environment);
  }

  /**
   * Where a folder of the output tree is for this cluster's Flux, at a branch; nothing where the app names no repository.
   *
   * @internal
   */
  follow(branch: string, folder: string): { from: FollowedBranch | FollowedTag; path: string } | undefined {
    const from = this.sources.at(branch);
    return from && { from, path: this.sources.path(folder) };
  }

  /**
   * Lets Flux apply a folder of the output tree with the cluster admins' rights.
   *
   * @returns the Kustomization, in flux-system.
   */
  addSync(options: ClusterSyncOptions): Kustomization {
    const { name, path, environment, dependsOn = [], deletionPolicy = 'Orphan', ...rest } = options;
    const sync = new Kustomization(this.folder, name, {
      ...rest,
      path: this.sources.path(path),
      sourceRef: environment === undefined ? this.sources.own() : this.sources.of(environment),
      dependsOn: dependsOn.map((earlier) => ({ name: earlier })),
      deletionPolicy,
    });
    const unknown = dependsOn.filter((earlier) => !this.components.has(earlier) && !this.syncs.has(earlier));
    const must = `name infrastructure components of cluster ${this.name}, or syncs added before`;
    this.syncs.add(name);
    report(
      sync,
      unknown.map((got) => ({
        prop: 'dependsOn',
        must,
        got,
        remedy: "add the component to the cluster's infrastructure",
      })),
    );
    return sync;
  }

  private syncItself(): void {
    new Kustomization(this.folder, 'cluster', {
      path: this.sources.path(`clusters/${this.name}`),
      sourceRef: this.sources.own(),
      // Deleting this one object must never take the whole cluster down with it.
      deletionPolicy: 'Orphan',
    });
  }

  private addInfrastructure(components: readonly InfrastructureComponent[]): void {
    const { ordered, problems } = orderComponents(components);
    report(this, problems);
    if (ordered.length === 0) return;
    const file = new Construct(this.folder, 'infrastructure');
    const charts = new Construct(this, 'infrastructure');
    for (const component of ordered) {
      this.syncComponent(file, component);
      const chart = new Chart(charts, component.name);
      setOutputDirectory(chart, { path: `infrastructure/${this.name}/${component.name}`, cluster: this.name });
      component.build(chart, { name: this.name, platform: this.platform, components: this.components });
    }
  }

  private syncComponent(file: Construct, component: InfrastructureComponent): void {
    new Kustomization(file, component.name, {
      path: this.sources.path(`infrastructure/${this.name}/${component.name}`),
      sourceRef: this.sources.own(),
      dependsOn: dependenciesOf(component, this.components).map((name) => ({ name })),
      wait: true,
      timeout: component.timeout ?? '15m',
      deletionPolicy: component.deletionPolicy,
      healthCheckExprs: component.healthCheckExprs,
    });
  }
}
