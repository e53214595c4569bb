import { Chart } from 'cdk8s';
import { setImagePullSecrets } from '../../model/image-pull-secrets';
import { checkLabelName, checkSubdomainName, TEAM_NAME_MAX } from '../../model/name';
import { setOutputDirectory } from '../../model/output-directory';
import { type Problem, problemText } from '../../model/problem';
import { ClusterReference } from '../infrastructure/cluster-reference';
import { Environment } from '../infrastructure/environment';
import type { AlertSeverity } from '../delivery/alert-provider';
import { setDefaultAlerts } from '../delivery/default-alerts';
import { report } from '../report';
import { inShape, type Shape } from '../shape';
import { type AllowLists, checkAllowLists } from './admission/allow-lists';
import { ANY_IMAGE } from './admission/listed-image';
import { appsFolder, checkObjects, objectsBelow } from './app-places';
import { AppsUse } from './apps-use';
import { checkLimits, type ContainerLimits } from './limits';
import { meshOf } from './mesh';
import { fluxKinds } from './flux-rights';
import { checkListed } from './listed-objects';
import { claimNamespaces } from './namespace-claims';
import { ALLOW, LIMITS } from './nested-shapes';
import { checkOwnProviders, checkSeverity } from './notification-problems';
import { NOTIFICATIONS, teamAlert } from './notifications';
import { checkQuota, type TeamQuota } from './quota';
import { checkNamespaces } from './workspace-problems';
import { wrongScope } from './wrong-scope';

const IN_WORKSPACE = 'create the apps in the TeamWorkspace of that cluster';
const TEAM_APPS = Symbol.for('cdk8s-progressive-delivery.team-apps');

/** Props of {@link TeamApps}. */
export interface TeamAppsProps {
  /** The namespaces of the team's workspace, in the workspace's order. Apps that name none go to the first. */
  readonly namespaces: readonly string[];
  /**
   * Which events of canaries the chat hears that the workspace's `notifications` name, unless a canary names alerts of its
   * own.
   *
   * @default - none: the workspace is not known to have notifications
   */
  readonly notifications?: AlertSeverity;
  /** Names of the Secrets that the apps pull their images with unless they name others. @default - none: public images */
  readonly imagePullSecrets?: readonly string[];
  /** What the workspace lets this team ship besides: Secrets where it has `decryption`, ExternalSecrets where it has `secretStores`. @default - neither */
  readonly secrets?: readonly ('Secret' | 'ExternalSecret')[];
  /** The quota of the team's workspace, to check that the apps can be rolled out within it. @default - not checked */
  readonly quota?: TeamQuota;
  /** The limits of the team's workspace, to check the apps' containers. @default - the workspace's own defaults */
  readonly limits?: ContainerLimits;
  /** The lists of the team's workspace, to have mistakes reported here. @default - no Flux objects of its own; the API server compares the rest */
  readonly allow?: AllowLists;
}

/** What its props may be. */
const SHAPE: Shape<TeamAppsProps> = {
  namespaces: { is: ['list'], required: [] },
  notifications: { is: ['text'] },
  imagePullSecrets: { is: ['list'], each: { is: ['text'] } },
  secrets: { is: ['list'], each: { is: ['text'] } },
  quota: { is: ['map'] },
  limits: { is: ['map'], of: LIMITS },
  allow: { is: ['map'], of: ALLOW },
};

/**
 * A team's apps in the team's own repository. The fleet's repository declares the {@link TeamWorkspace} of the same name,
 * which names this repository as its `source`; Flux applies what this writes as the workspace's service account.
 *
 * @example
 * const cloud = new ClusterReference(app, 'cloud', { platform: eks({ region: 'eu-west-1' }) });
 * const prod = new Environment(cloud, 'prod', { branch: 'main', profile: profiles.steady, traffic: linkerd() });
 * const apps = new TeamApps(prod, 'checkout', { namespaces: ['checkout'] });
 * const payment = new PodinfoApp(apps, 'payment', { tag: '6.9.4' });
 * new Canary(apps, 'payment-rollout', { target: payment, strategy: canary({ stepWeight: 10, maxWeight: 50 }) });
 */
export class TeamApps extends Chart {
  /** Whether a value is a TeamApps. Chart's own answer, which a subclass inherits, is yes for every chart. */
  static override [Symbol.hasInstance](value: unknown): value is TeamApps {
    return typeof value === 'object' && value !== null && TEAM_APPS in value;
  }

  /** The team's name, which is the id. */
  readonly name: string;
  /** The environment it is in. */
  readonly environment: Environment<ClusterReference>;
  /** The team's namespaces, the first being that of apps that name none. */
  readonly namespaces: readonly string[];

  /** @throws when the environment's cluster is declared in this repository. */
  constructor(scope: Environment<ClusterReference>, id: string, given: TeamAppsProps) {
    if (!(scope instanceof Environment) || !(scope.cluster instanceof ClusterReference))
      throw wrongScope(scope, id, 'an Environment of a ClusterReference', IN_WORKSPACE);
    const { props, problems } = inShape<TeamAppsProps>(given, SHAPE);
    // With no namespace at all, which is reported, the objects still get one so that every other problem shows.
    const named = props.namespaces.filter((name) => typeof name === 'string' && name !== '');
    const [first = id] = named;
    super(scope, id, { namespace: first, disableResourceNameHashes: true });
    Object.defineProperty(this, TEAM_APPS, { value: true });
    this.name = id;
    this.environment = scope;
    this.namespaces = [...new Set(named)];
    setImagePullSecrets(this, props.imagePullSecrets ?? []);
    setOutputDirectory(this, { path: appsFolder(scope.name, id), cluster: scope.cluster.name });
    report(this, [
      ...problems,
      ...checkLabelName('id', id, TEAM_NAME_MAX),
      ...checkNamespaces(props.namespaces),
      ...checkAllowLists(props.allow),
      ...(props.imagePullSecrets ?? []).flatMap((name) => checkSubdomainName('imagePullSecrets', name)),
      ...claimNamespaces(scope.cluster, this.node.path, props.namespaces),
    ]);
    report(this, [...checkQuota(props.quota), ...checkLimits(props.limits)]);
    const { notifications } = props;
    report(this, checkSeverity('notifications', notifications));
    if (notifications !== undefined) setDefaultAlerts(this, [teamAlert(notifications)]);
    this.node.addValidation({ validate: () => this.checkApps(props).map(problemText) });
  }

  private checkApps({ notifications, secrets = [], quota, limits, allow }: TeamAppsProps): Problem[] {
    const objects = objectsBelow(this);
    if (objects.length === 0) {
      const remedy = 'create an app in it, or leave it out: Flux fails on an absent folder';
      return [{ prop: 'apps', must: 'not be empty', got: [], remedy }];
    }
    const remedy = "choose one of them, or have the fleet add it to the team's workspace and name it in namespaces";
    const { namespaces } = this;
    const shipped = secrets.map((kind) => (kind === 'ExternalSecret' ? `external-secrets.io/${kind}` : kind));
    const also = [...shipped, ...fluxKinds(allow)];
    const registries = allow?.registries ?? [ANY_IMAGE];
    const lists = allow && { ...allow, registries, namespaces, account: [], stores: [], keys: [] };
    return [
      ...checkObjects(this, objects, { namespaces, remedy, also }),
      ...(lists === undefined ? [] : checkListed(this, objects, lists)),
      ...(notifications === undefined ? [] : checkOwnProviders(objects, NOTIFICATIONS)),
      ...new AppsUse({ namespaces, objects: () => objects, mesh: meshOf(this.environment), limits }).checkStated(quota),
    ];
  }
}
