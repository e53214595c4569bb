import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { OUTPUT_CONTEXT, REPOSITORY_CONTEXT } from '../../model/fleet-context';
import { imagesNamespace } from '../../model/images-namespace';
import { checkLabelName } from '../../model/name';
import { setImagePullSecrets } from '../../model/image-pull-secrets';
import { setOutputDirectory } from '../../model/output-directory';
import { problemText } from '../../model/problem';
import { Cluster } from '../infrastructure/cluster';
import { Environment } from '../infrastructure/environment';
import { setDefaultAlerts } from '../delivery/default-alerts';
import { sourceKind } from '../flux/followed-source';
import { shardLabels, shardOf } from '../flux/sharding';
import { report } from '../report';
import { inShape } from '../shape';
import { addAdminObjects } from './admin-objects';
import { ANY_IMAGE } from './admission/listed-image';
import type { WorkspaceLists } from './admission/workspace-lists';
import { workspacePolicies } from './admission/workspace-policies';
import { appsFolder, objectsBelow } from './app-places';
import { checkApps } from './apps-check';
import { AppsUse } from './apps-use';
import { addImageAutomation, type ImageAutomationProps } from './image-automation';
import { checkImages } from './image-check';
import { checkMesh, meshOf } from './mesh';
import { claimNamespaces } from './namespace-claims';
import { addNotifications, teamAlert } from './notifications';
import { checkNotifications } from './notification-problems';
import { calledPorts } from './network-problems';
import { checkShard } from './shard';
import {
  addSync,
  checkReleases,
  checkSource,
  repositoryOf,
  type SyncedFolder,
  type TeamSource,
  teamOrigin,
} from './sync';
import { retiredSync } from './retirement';
import { keysOf, storeNames } from './team-secrets';
import type { TeamWorkspaceProps } from './team-workspace-props';
import { checkWorkspace } from './workspace-problems';
import { WORKSPACE_SHAPE } from './workspace-shape';
import { wrongScope } from './wrong-scope';

const ELSEWHERE = "use TeamApps here, and declare the workspace in the cluster's own repository";
const WORKSPACE = Symbol.for('cdk8s-progressive-delivery.team-workspace');

/** Components without which a team's objects would be refused, or its pods start outside the mesh. */
const NEEDED = ['gateway-api', 'linkerd-control-plane', 'linkerd-smi', 'istiod', 'ingress-nginx', 'flagger'];

/**
 * A team's place on a cluster: namespaces, rights, quotas, limits, network and admission policies, and the Git source that
 * Flux applies under the team's own service account. The team's apps are constructs inside it, or lie in the team's own repository.
 *
 * The workspace itself is the chart of the apps. What the team must not write is in a chart beside it, in a folder that
 * the cluster's admins apply. A declaration names nothing of its cluster, so it can move to another one unchanged.
 *
 * @example
 * const shop = new TeamWorkspace(environment, 'shop', {
 *   namespaces: ['shop', 'shop-jobs'],
 *   admins: ['shop-leads'],
 * });
 * new PodinfoApp(shop, 'backend');
 */
export class TeamWorkspace extends Chart {
  /**
   * The workspace that a construct belongs to.
   *
   * @throws {Error} when the construct is not in a TeamWorkspace.
   */
  static override of(construct: IConstruct): TeamWorkspace {
    const workspace = TeamWorkspace.find(construct);
    if (workspace !== undefined) return workspace;
    const remedy = 'create it below a TeamWorkspace';
    throw new Error(`${construct.node.path}: scope must be a TeamWorkspace or below one, got none; ${remedy}`);
  }

  /** The workspace that a construct belongs to, or nothing: constructs also work in a plain cdk8s Chart. */
  static find(construct: IConstruct): TeamWorkspace | undefined {
    return construct.node.scopes.find((scope): scope is TeamWorkspace => scope instanceof TeamWorkspace);
  }

  /** Whether a value is a TeamWorkspace. Chart's own answer, which a subclass inherits, is yes for every chart. */
  static override [Symbol.hasInstance](value: unknown): value is TeamWorkspace {
    return typeof value === 'object' && value !== null && WORKSPACE in value;
  }

  /** The team's name, which is the id. */
  readonly name: string;
  /** The environment it is in. */
  readonly environment: Environment;
  /** The team's namespaces, the first being that of apps that name none. */
  readonly namespaces: readonly string[];
  /** The namespace of the team's Git source and service account. */
  readonly home: string;
  /** Name of the service account, in {@link home}, that applies the team's apps. */
  readonly serviceAccountName: string;

  /** The shard of the cluster's Flux that looks after it, if the cluster has any. */
  readonly shard: string | undefined;

  /** The Git repository and branch that release data is in; no repository where the team has only an artifact. */
  private readonly origin: { readonly url: string | undefined; readonly branch: string };
  /** Where the apps come from. */
  private readonly applied: SyncedFolder | undefined;
  /** Whether it is about to go. */
  private readonly retired: boolean;
  /** What the cluster's policies compare the team's objects with. */
  private readonly lists: WorkspaceLists;
  /** What the apps take. */
  private readonly use: AppsUse;

  /** @throws when the environment's cluster is declared in another repository. */
  constructor(scope: Environment, id: string, given: TeamWorkspaceProps) {
    if (!(scope instanceof Environment) || !(scope.cluster instanceof Cluster))
      throw wrongScope(scope, id, 'an Environment of a Cluster of this repository', ELSEWHERE);
    const { props, problems } = inShape(given, WORKSPACE_SHAPE);
    // With no namespace at all, which is reported, the objects still get one so that every other problem shows.
    const named = props.namespaces.filter((name) => typeof name === 'string' && name !== '');
    const [first = id] = named;
    super(scope, id, { namespace: first, disableResourceNameHashes: true });
    Object.defineProperty(this, WORKSPACE, { value: true });
    this.name = id;
    this.environment = scope;
    this.namespaces = [...new Set(named)];
    this.home = props.home ?? first;
    this.serviceAccountName = `${id}-deploy`;
    // Apps of the team's own repository have no folder here, but the chart is the cluster's all the same.
    const path = appsFolder(scope.name, id);
    setOutputDirectory(this, { path, cluster: scope.cluster.name, omitEmpty: props.source !== undefined });
    report(this, [...problems, ...checkWorkspace(id, props)]);
    report(this, checkMesh(scope));
    report(this, claimNamespaces(scope.cluster, this.node.path, props.namespaces));
    this.shard = props.shard ?? shardOf(id, scope.cluster.shards);
    report(this, checkShard(props.shard, scope.cluster));
    this.origin = {
      url: props.source === undefined ? contextText(this, REPOSITORY_CONTEXT) : repositoryOf(props.source),
      branch: props.source?.branch ?? scope.branch,
    };
    this.applied = this.appliedFolder(props.source);
    setImagePullSecrets(this, props.imagePullSecrets ?? []);
    this.retired = props.retired ?? false;
    this.lists = {
      ...props.allow,
      registries: props.allow?.registries ?? [ANY_IMAGE],
      namespaces: this.namespaces,
      account: [this.serviceAccountName],
      stores: storeNames(props),
      keys: keysOf(props),
    };
    this.use = new AppsUse({
      namespaces: this.namespaces,
      objects: () => objectsBelow(this),
      mesh: meshOf(scope),
      limits: props.limits,
    });
    const adminChart = this.addAdminChart(props);
    if (props.notifications !== undefined) setDefaultAlerts(this, [teamAlert(props.notifications.severity)]);
    if (props.imageAutomation !== undefined) this.addImages(adminChart, props.imageAutomation, props.source);
    const { namespaces, lists, use } = this;
    this.node.addValidation({ validate: () => checkApps(this, props, { namespaces, lists, use }).map(problemText) });
  }

  private addImages(chart: Chart, { images, ...props }: ImageAutomationProps, source: TeamSource | undefined): void {
    const { name: team, environment, shard, retired } = this;
    const { url, branch } = this.origin;
    if (url === undefined) {
      // Where there is nothing at all that the apps could come from, their sync has reported it.
      if (this.applied !== undefined) report(this, checkReleases(source));
      return;
    }
    report(this, claimNamespaces(environment.cluster, this.node.path, [imagesNamespace(environment.name, team)]));
    const place = { team, environment: environment.name, url, branch, shard, retired };
    addImageAutomation(new Construct(chart, 'images'), { ...props, images, ...place });
    // The team's own repository has the apps, and the release data.
    if (source !== undefined) return;
    const places = { team, environment };
    this.node.addValidation({
      validate: () => checkImages(images, { ...places, objects: objectsBelow(this) }).map(problemText),
    });
  }

  private addAdminChart(props: TeamWorkspaceProps): Chart {
    const { name, namespaces, home, environment, serviceAccountName: serviceAccount } = this;
    const mesh = meshOf(environment);
    // No chart inside a chart: cdk8s would put dependencies, and file names that count, between them.
    const existing = environment.node.tryFindChild('Workspaces');
    const beside = existing instanceof Construct ? existing : new Construct(environment, 'Workspaces');
    const chart = new Chart(beside, name, {
      disableResourceNameHashes: true,
      labels: {
        'cdk8s-progressive-delivery/environment': environment.name,
        'toolkit.fluxcd.io/tenant': name,
      },
    });
    setOutputDirectory(chart, { path: this.adminFolder(), cluster: environment.cluster.name });
    addAdminObjects(chart, props, {
      team: name,
      serviceAccount,
      home,
      namespaces,
      mesh,
      platform: environment.cluster.platform,
      lists: this.lists,
      quotaOf: (namespace) => this.use.quotaOf(namespace, props.quota),
      ...(props.source === undefined && { calls: () => calledPorts(this) }),
    });
    // The Flux objects check their names too; one report of a bad one is enough.
    const named = [name, home].every((text) => checkLabelName('name', text).length === 0);
    if (named) this.addSyncs(chart, props);
    return chart;
  }

  private addSyncs(chart: Chart, props: TeamWorkspaceProps): void {
    const { name, environment } = this;
    this.addTeamSync(chart, props);
    environment.cluster.addSync({
      name: `workspace-${environment.name}-${name}`,
      path: this.adminFolder(),
      environment,
      dependsOn: [
        workspacePolicies(environment.cluster),
        ...NEEDED.filter((component) => environment.cluster.components.has(component)),
      ],
      // The folder holds the team's own sync, and a failed rollout must not hold up what the admins change.
      wait: false,
      ...(environment.cluster.fluxIntervals.apply && { interval: environment.cluster.fluxIntervals.apply }),
      ...shardLabels(this.shard),
      ...(this.retired && retiredSync(this.namespaces)),
    });
  }

  private addTeamSync(chart: Chart, { source, credentials, decryption, notifications }: TeamWorkspaceProps): void {
    const { name: team, namespaces, home, environment, applied } = this;
    report(this, checkSource(source, applied));
    if (applied === undefined) return;
    addSync(new Construct(chart, 'sync'), {
      team,
      serviceAccount: this.serviceAccountName,
      home,
      namespaces,
      shard: this.shard,
      intervals: environment.cluster.fluxIntervals,
      ...applied,
      shared: source === undefined,
      ...(credentials !== undefined && { credentials }),
      ...(decryption !== undefined && { decryption }),
      retired: this.retired,
    });
    if (notifications === undefined) return;
    const repository = this.origin.url ?? applied.from.url;
    report(this, checkNotifications(notifications, repository));
    addNotifications(new Construct(chart, 'notifications'), notifications, {
      namespaces,
      home,
      source: { kind: sourceKind(applied.from), name: team },
      sync: { kind: 'Kustomization', name: team },
      repository,
      metadata: { cluster: environment.cluster.name, environment: environment.name },
    });
  }

  private appliedFolder(source: TeamSource | undefined): SyncedFolder | undefined {
    const { environment, name } = this;
    const folder = appsFolder(environment.name, name);
    if (source === undefined) return environment.cluster.follow(environment.branch, folder);
    return teamOrigin(source, environment.branch, { output: contextText(this, OUTPUT_CONTEXT) ?? 'dist', folder });
  }

  private adminFolder(): string {
    return `workspaces/${this.environment.name}/${this.name}`;
  }
}

function contextText(construct: Construct, key: string): string | undefined {
  const value: unknown = construct.node.tryGetContext(key);
  return typeof value === 'string' ? value : undefined;
}
