import { Chart } from 'cdk8s';
import { checkLabelName, TEAM_NAME_MAX } from '../../model/name';
import { setOutputDirectory } from '../../model/output-directory';
import { type Problem, problemText } from '../../model/problem';
import { ClusterReference } from '../infrastructure/cluster-reference';
import { Environment } from '../infrastructure/environment';
import { report } from '../report';
import { type AllowLists, checkAllowLists } from './admission/allow-lists';
import { ANY_IMAGE } from './admission/listed-image';
import { appsFolder, checkObjects, objectsBelow } from './app-places';
import { fluxKinds } from './flux-rights';
import { checkListed } from './listed-objects';
import { claimNamespaces } from './namespace-claims';
import { checkNamespaces } from './workspace-problems';
import { wrongScope } from './wrong-scope';

const IN_WORKSPACE = 'create the apps in the TeamWorkspace of that cluster';
const TEAM_APPS = Symbol.for('cdk8s-progressive-delivery.team-apps');

/** Props of {@link TeamApps}. */
export interface TeamAppsProps {
  /** The namespaces of the team's workspace, in the workspace's order. Apps that name none go to the first. */
  readonly namespaces: readonly string[];
  /** The lists of the team's workspace, to have mistakes reported here. @default - no Flux objects of its own; the API server compares the rest */
  readonly allow?: AllowLists;
}

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
  constructor(scope: Environment<ClusterReference>, id: string, props: TeamAppsProps) {
    if (!(scope instanceof Environment) || !(scope.cluster instanceof ClusterReference))
      throw wrongScope(scope, id, 'an Environment of a ClusterReference', IN_WORKSPACE);
    // With no namespace at all, which is reported, the objects still get one so that every other problem shows.
    const named = props.namespaces.filter((name) => name !== '');
    const [first = id] = named;
    super(scope, id, { namespace: first, disableResourceNameHashes: true });
    Object.defineProperty(this, TEAM_APPS, { value: true });
    this.name = id;
    this.environment = scope;
    this.namespaces = [...new Set(named)];
    setOutputDirectory(this, { path: appsFolder(scope.name, id), cluster: scope.cluster.name });
    report(this, [
      ...checkLabelName('id', id, TEAM_NAME_MAX),
      ...checkNamespaces(props.namespaces),
      ...checkAllowLists(props.allow),
      ...claimNamespaces(scope.cluster, this.node.path, props.namespaces),
    ]);
    this.node.addValidation({ validate: () => this.checkApps(props.allow).map(problemText) });
  }

  private checkApps(allow?: AllowLists): Problem[] {
    const objects = objectsBelow(this);
    if (objects.length === 0) {
      const remedy = 'create an app in it, or leave it out: Flux fails on an absent folder';
      return [{ prop: 'apps', must: 'not be empty', got: [], remedy }];
    }
    const remedy = "choose one of them, or have the fleet add it to the team's workspace and name it in namespaces";
    const places = checkObjects(this, objects, { namespaces: this.namespaces, remedy, also: fluxKinds(allow) });
    if (allow === undefined) return places;
    const lists = { registries: [ANY_IMAGE], ...allow, namespaces: this.namespaces, account: [] };
    return [...places, ...checkListed(this, objects, lists)];
  }
}
