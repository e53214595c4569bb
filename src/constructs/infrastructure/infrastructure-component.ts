import type { Construct } from 'constructs';
import type { Duration } from '../../model/duration';
import type { HealthCheckExpression } from '../flux/health-check';
import type { FlaggerProvider } from '../traffic/traffic-provider';
import type { Platform } from './platform';

/** What a component may know of the cluster it is installed on. */
export interface ClusterFacts {
  /** The cluster's name. */
  readonly name: string;
  /** The kind of cluster. */
  readonly platform: Platform;
  /** Names of all components of the cluster. */
  readonly components: ReadonlySet<string>;
}

/** What canaries need to know of their cluster's Flagger. */
export interface FlaggerFacts {
  /**
   * The router of canaries that name none. It also decides the built-in queries of every canary of the cluster, whatever
   * router that one has.
   */
  readonly meshProvider: FlaggerProvider;
  /** The Prometheus that built-in queries go to. @default - the one of `prometheus()`, which then must be on the cluster */
  readonly metricsServer?: string;
}

/** What canaries need to know of the load tester that a cluster's teams share. */
export interface LoadTesterFacts {
  /** Where it is called. */
  readonly url: string;
  /** Namespaces whose Canaries it serves. @default - every namespace */
  readonly namespaces?: readonly string[];
}

/**
 * A part of a cluster's infrastructure, as a value: a folder that one Flux Kustomization of the component's name applies,
 * waiting until all of it is healthy. `infrastructure.certManager()` makes one; one of your own is an object of
 * this shape.
 *
 * @example
 * const quotas: InfrastructureComponent = {
 *   name: 'priorities',
 *   build: (folder) => {
 *     new ApiObject(folder, 'high', {
 *       apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1000,
 *     });
 *   },
 * };
 */
export interface InfrastructureComponent {
  /** Name of the component, of its folder and of the Kustomization that applies it. */
  readonly name: string;
  /** Components that must be healthy before this one is applied. @default - none */
  readonly dependsOn?: readonly string[];
  /** Components that must be healthy first where the cluster has them. @default - none */
  readonly after?: readonly string[];
  /** Longest time until all of it is healthy. @default '15m' */
  readonly timeout?: Duration;
  /** What happens to its objects when the component is taken off the cluster. @default - Flux's: MirrorPrune, they are deleted */
  readonly deletionPolicy?: 'MirrorPrune' | 'WaitForTermination' | 'Orphan';
  /** How the health of its custom resources is read. @default - by their Ready condition */
  readonly healthCheckExprs?: readonly HealthCheckExpression[];
  /** What canaries need to know of the Flagger that it installs. @default - it installs none */
  readonly flagger?: FlaggerFacts;
  /** What canaries need to know of the load tester that it installs. @default - it installs none */
  readonly loadTester?: LoadTesterFacts;
  /**
   * Makes the component's objects. Each direct child of the folder becomes one file.
   *
   * @param folder the chart that is the component's folder.
   * @param cluster what is known of the cluster.
   */
  build(folder: Construct, cluster: ClusterFacts): void;
}
