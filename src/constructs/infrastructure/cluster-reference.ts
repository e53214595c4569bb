import { Construct } from 'constructs';
import { checkLabelName } from '../../model/name';
import { report } from '../report';
import type { FlaggerFacts } from './infrastructure-component';
import type { Platform } from './platform';
import { claimName } from './unique-name';

/** Props of a {@link ClusterReference}. */
export interface ClusterReferenceProps {
  /** The kind of cluster, as the repository that declares it says. */
  readonly platform: Platform;
  /**
   * Its Flagger, as the repository that declares it says. Built-in metrics that would ask for other series there are replaced
   * by templates.
   *
   * @default - not known: its mesh provider is taken for the one that fits each canary's own traffic provider
   */
  readonly flagger?: FlaggerFacts;
}

/**
 * A cluster that another repository declares, for the environments of a team's own repository. Nothing is written for it:
 * its name keeps what is on one cluster apart from what is on another, its platform says how pods are spread there.
 *
 * @example
 * const cloud = new ClusterReference(app, 'cloud', { platform: eks({ region: 'eu-west-1' }) });
 * const prod = new Environment(cloud, 'prod', { branch: 'main', profile: profiles.steady, traffic: linkerd() });
 */
export class ClusterReference extends Construct {
  /** The cluster's name, which is its id. */
  readonly name: string;
  /** The kind of cluster. */
  readonly platform: Platform;
  /** What canaries need to know of its Flagger; undefined where it is not known. */
  readonly flagger: FlaggerFacts | undefined;
  /** Tells the compiler a reference from a Cluster, which has all that a reference has. */
  readonly declaredElsewhere = true;

  constructor(scope: Construct, id: string, props: ClusterReferenceProps) {
    super(scope, id);
    this.name = id;
    this.platform = props.platform;
    this.flagger = props.flagger;
    report(this, checkLabelName('id', id));
    claimName(this, 'cluster');
  }
}
