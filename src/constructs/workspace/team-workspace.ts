import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { OUTPUT_CONTEXT, REPOSITORY_CONTEXT } from '../../model/fleet-context';
import { imagesNamespace } from '../../model/images-namespace';
import { checkLabelName } from '../../model/name';
import { setOutputDirectory } from '../../model/output-directory';
import { type Problem, problemText } from '../../model/problem';
import { Cluster } from '../infrastructure/cluster';
import { Environment } from '../infrastructure/environment';
import { report } from '../report';
import { addAccess } from './access';
import { ANY_IMAGE } from './admission/listed-image';
import { listAnnotations, type WorkspaceLists } from './admission/workspace-lists';
import { workspacePolicies } from './admission/workspace-policies';
import { appsFolder, checkObjects, objectsBelow } from './app-places';
import { fluxKinds, fluxRules, releaseRules } from './flux-rights';
import { addImageAutomation, type ImageAutomationProps } from './image-automation';
import { addLimits } from './limits';
import { checkListed } from './listed-objects';
import { checkMesh, meshOf } from './mesh';
import { claimNamespaces } from './namespace-claims';
import { addNamespaces, WORKSPACE_LABEL } from './namespaces';
import { addNetworkPolicies } from './network';
import { addQuotas } from './quota';
import { addSync, checkRepository, type TeamSource } from './sync';
import type { TeamWorkspaceProps } from './team-workspace-props';
import { checkWorkspace } from './workspace-problems';
import { wrongScope } from './wrong-scope';

const ELSEWHERE = "use TeamApps here, and declare the workspace in the cluster's own repository";
const WORKSPACE = Symbol.for('cdk8s-progressive-delivery.team-workspace');

/** Components without which a team's objects would be refused, or its pods start outside the mesh. */
const NEEDED = ['gateway-api', 'linkerd-control-plane', 'linkerd-smi', 'ingress-nginx', 'flagger'];

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

  /** The repository and branch that the apps come from. */
  private readonly origin: { readonly url: string | undefined; readonly branch: string };
  /** What the cluster's admins apply. */
  private readonly adminChart: Chart;

  /** @throws when the environment's cluster is declared in another repository. */
  constructor(scope: Environment, id: string, props: TeamWorkspaceProps) {
    if (!(scope instanceof Environment) || !(scope.cluster instanceof Cluster))
      throw wrongScope(scope, id, 'an Environment of a Cluster of this repository', ELSEWHERE);
    // With no namespace at all, which is reported, the objects still get one so that every other problem shows.
    const named = props.namespaces.filter((name) => name !== '');
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
    report(this, checkWorkspace(id, props));
    report(this, checkMesh(scope));
    report(this, claimNamespaces(scope.cluster, this.node.path, props.namespaces));
    this.origin = {
      url: props.source?.url ?? contextText(this, REPOSITORY_CONTEXT),
      branch: props.source?.branch ?? scope.branch,
    };
    this.adminChart = this.addAdminChart(props);
    this.node.addValidation({ validate: () => this.checkApps(props) });
  }

  /**
   * Lets Flux propose new tags of the team's images: it writes them into release data, on a branch
   * `image-updates/<the environment's branch>/<environment>-<team>`, for a pull request. A workspace takes this once.
   */
  addImageAutomation(props: ImageAutomationProps): void {
    const { name: team, environment } = this;
    const { url, branch } = this.origin;
    // Reported with the sync of the apps, which lacks it too.
    if (url === undefined) return;
    const scope = new Construct(this.adminChart, 'images');
    report(this, claimNamespaces(environment.cluster, this.node.path, [imagesNamespace(environment.name, team)]));
    addImageAutomation(scope, { ...props, team, environment: environment.name, url, branch });
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
    const { admins, viewers = [] } = props;
    addNamespaces(new Construct(chart, 'namespaces'), namespaces, mesh, {
      labels: { [WORKSPACE_LABEL]: name },
      annotations: listAnnotations(this.listsOf(props)),
    });
    addAccess(new Construct(chart, 'access'), {
      team: name,
      serviceAccount,
      home,
      namespaces,
      admins,
      viewers,
      atHome: fluxRules(props.allow),
      accountAtHome: releaseRules(props.allow),
    });
    addQuotas(new Construct(chart, 'quota'), namespaces, props.quota);
    addLimits(new Construct(chart, 'limits'), namespaces, props.limits);
    addNetworkPolicies(new Construct(chart, 'network'), { namespaces, mesh, network: props.network ?? {} });
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
    });
  }

  private addTeamSync(chart: Chart, { source, credentials }: TeamWorkspaceProps): void {
    const { name: team, namespaces, home } = this;
    const { url, branch } = this.origin;
    report(this, checkRepository(url));
    if (url === undefined) return;
    addSync(new Construct(chart, 'sync'), {
      team,
      serviceAccount: this.serviceAccountName,
      home,
      namespaces,
      url,
      branch,
      path:
        source?.path?.replace(/^\.\//, '') ??
        `${contextText(this, OUTPUT_CONTEXT) ?? 'dist'}/${appsFolder(this.environment.name, this.name)}`,
      shared: source === undefined,
      ...(credentials !== undefined && { credentials }),
    });
  }

  private checkApps(props: TeamWorkspaceProps): string[] {
    const remedy = "choose one of them, or add it to the workspace's namespaces";
    const objects = objectsBelow(this);
    const also = fluxKinds(props.allow);
    const problems = checkObjects(this, objects, { namespaces: this.namespaces, remedy, also });
    const unlisted = checkListed(this, objects, this.listsOf(props));
    return [...problems, ...unlisted, ...checkOrigin(props.source, objects.length)].map(problemText);
  }

  /** What the cluster's policies compare the team's objects with. */
  private listsOf({ allow }: TeamWorkspaceProps): WorkspaceLists {
    return { registries: [ANY_IMAGE], ...allow, namespaces: this.namespaces, account: [this.serviceAccountName] };
  }

  private adminFolder(): string {
    return `workspaces/${this.environment.name}/${this.name}`;
  }
}

/** A workspace's apps are in it or in the team's repository, not in both and not in neither. */
function checkOrigin(source: TeamSource | undefined, apps: number): Problem[] {
  if (source !== undefined && apps > 0) {
    const remedy = 'move these constructs to the repository that source names, or leave source out';
    return [{ prop: 'source', must: "be absent where the workspace holds the team's apps", got: source.url, remedy }];
  }
  if (source === undefined && apps === 0) {
    const remedy =
      "create the team's apps in the workspace, or name the repository they are in: Flux fails on an absent folder";
    return [{ prop: 'source', must: 'be given where the workspace is empty', got: source, remedy }];
  }
  return [];
}

function contextText(construct: Construct, key: string): string | undefined {
  const value: unknown = construct.node.tryGetContext(key);
  return typeof value === 'string' ? value : undefined;
}
