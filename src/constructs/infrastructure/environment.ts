import { Construct, type IConstruct } from 'constructs';
import { checkLabelName } from '../../model/name';
import { claimStrictness, type StrictnessOptions } from '../../model/strictness';
import { ReleaseData } from '../../releases/release-data';
import type { AnalysisProfile } from '../delivery/analysis-profile';
import { declaredPolicies } from '../flux/declared-images';
import { report } from '../report';
import type { TrafficProvider } from '../traffic/traffic-provider';
import { Cluster } from './cluster';
import { ClusterReference } from './cluster-reference';
import { claimName } from './unique-name';

/** Props of an {@link Environment}. */
export interface EnvironmentProps {
  /** The branch of this repository that the environment follows. */
  readonly branch: string;
  /** The environment's release file, relative to the folder that synthesis runs in: `releases/dev.yaml`. @default - none: the code holds every value */
  readonly releases?: string;
  /** How carefully canaries are analysed here. */
  readonly profile: AnalysisProfile;
  /** How canaries shift traffic here, unless they say otherwise. */
  readonly traffic: TrafficProvider;
}

/**
 * A stage of delivery on a cluster: its branch, its release data, its analysis. Two environments may share a cluster.
 *
 * Its type says where the cluster is declared: in this repository, so that it takes a {@link TeamWorkspace}, or in
 * another one, so that it takes {@link TeamApps}.
 *
 * @example
 * new Environment(laptop, 'dev', {
 *   branch: 'dev',
 *   releases: 'releases/dev.yaml',
 *   profile: profiles.quick,
 *   traffic: linkerdSmi(),
 * });
 */
export class Environment<C extends Cluster | ClusterReference = Cluster> extends Construct {
  /** The environment that a construct belongs to, or nothing: constructs also work in a plain cdk8s Chart. */
  static of(construct: IConstruct): Environment<Cluster | ClusterReference> | undefined {
    return construct.node.scopes.find(
      (scope): scope is Environment<Cluster | ClusterReference> => scope instanceof Environment,
    );
  }

  /** The environment's name, which is its id. */
  readonly name: string;
  /** The cluster it runs on. */
  readonly cluster: C;
  /** The branch it follows. */
  readonly branch: string;
  /** Its release data. */
  readonly releases: ReleaseData;
  /** Its analysis. */
  readonly profile: AnalysisProfile;
  /** Its traffic provider. */
  readonly traffic: TrafficProvider;

  /** @throws when the scope is neither a Cluster nor a ClusterReference. */
  constructor(scope: C, id: string, props: EnvironmentProps) {
    super(scope, id);
    this.name = id;
    this.cluster = scope;
    this.branch = props.branch;
    this.releases = props.releases === undefined ? ReleaseData.empty() : ReleaseData.load(props.releases);
    this.profile = props.profile;
    this.traffic = props.traffic;
    report(this, checkLabelName('id', id));
    claimName(this, 'environment');
    if (scope instanceof Cluster) scope.addEnvironment(this);
    else if (!(scope instanceof ClusterReference)) throw new Error(wrongScope(this));
    this.node.addValidation({
      validate: () => [...this.releases.problems, ...this.releases.unused(), ...this.unknownMarkers()],
    });
  }

  /** Where the cluster is another repository's, so are its ImagePolicies. */
  private unknownMarkers(): string[] {
    const { cluster, node } = this;
    const own = cluster instanceof Cluster ? declaredPolicies(node.root, cluster.name) : undefined;
    return this.releases.unknownMarkers(this.name, own);
  }

  /**
   * Declares that every Canary here is at least as strict as the one of the same namespace and name in another environment.
   * Synthesis checks it on the manifests that it writes.
   *
   * @param looser the other environment.
   * @param options what is not compared, and which namespaces correspond.
   * @example
   * prod.atLeastAsStrictAs(dev, { except: ['rollbackTime'] });
   */
  atLeastAsStrictAs(looser: Environment<Cluster | ClusterReference>, options: StrictnessOptions = {}): void {
    claimStrictness(this, { ...options, looser });
  }
}

function wrongScope({ node }: Construct): string {
  const remedy =
    'create it in the Cluster that it runs on, or in a ClusterReference where another repository declares it';
  return `${node.path}: scope must be a Cluster or a ClusterReference, got ${node.scope?.constructor.name ?? 'none'}; ${remedy}`;
}
