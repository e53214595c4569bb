import { Construct, type IConstruct } from 'constructs';
import type { Platform } from './platform';

/** Props of a {@link Cluster}. */
export interface ClusterProps {
  /** The kind of cluster, as a value. */
  readonly platform: Platform;
}

/** A Kubernetes cluster that Flux keeps in step with the repository. */
export class Cluster extends Construct {
  /**
   * The cluster that a construct belongs to.
   *
   * @throws when the construct is not below a Cluster.
   */
  static of(construct: IConstruct): Cluster {
    const cluster = construct.node.scopes.find((scope): scope is Cluster => scope instanceof Cluster);
    if (cluster === undefined) {
      throw new Error(`${construct.node.path}: scope must be a Cluster or below one, got none; create it below a Cluster`);
    }
    return cluster;
  }

  /** The cluster's name, which is its id. */
  readonly name: string;
  /** The kind of cluster. */
  readonly platform: Platform;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    this.name = id;
    this.platform = props.platform;
  }
}
