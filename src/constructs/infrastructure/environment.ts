import { Construct, type IConstruct } from 'constructs';
import { checkLabelName } from '../../model/name';
import { ReleaseData } from '../../releases/release-data';
import type { AnalysisProfile } from '../delivery/analysis-profile';
import { report } from '../report';
import type { TrafficProvider } from '../traffic/traffic-provider';
import { Cluster } from './cluster';
import { claimName } from './unique-name';

/** Props of an {@link Environment}. */
export interface EnvironmentProps {
  /** The branch of the fleet's repository that this environment follows. */
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
 * @example
 * new Environment(laptop, 'dev', {
 *   branch: 'dev',
 *   releases: 'releases/dev.yaml',
 *   profile: profiles.quick,
 *   traffic: linkerdSmi(),
 * });
 */
export class Environment extends Construct {
  /** The environment that a construct belongs to, or nothing: constructs also work in a plain cdk8s Chart. */
  static of(construct: IConstruct): Environment | undefined {
    return construct.node.scopes.find((scope): scope is Environment => scope instanceof Environment);
  }

  /** The environment's name, which is its id. */
  readonly name: string;
  /** The cluster it runs on. */
  readonly cluster: Cluster;
  /** The branch it follows. */
  readonly branch: string;
  /** Its release data. */
  readonly releases: ReleaseData;
  /** Its analysis. */
  readonly profile: AnalysisProfile;
  /** Its traffic provider. */
  readonly traffic: TrafficProvider;

  /** @throws when the scope is not a Cluster. */
  constructor(scope: Cluster, id: string, props: EnvironmentProps) {
    super(scope, id);
    this.name = id;
    this.cluster = Cluster.of(this);
    this.branch = props.branch;
    this.releases = props.releases === undefined ? ReleaseData.empty() : ReleaseData.load(props.releases);
    this.profile = props.profile;
    this.traffic = props.traffic;
    report(this, checkLabelName('id', id));
    claimName(this, 'environment');
    this.cluster.addEnvironment(this);
    this.node.addValidation({ validate: () => [...this.releases.problems, ...this.releases.unused()] });
  }
}
