import type { Duration } from '../../model/duration';
import type { HealthCheck, HealthCheckExpression } from '../flux/health-check';

/** The environment that a sync belongs to: an Environment, or any object with its name and branch. */
export interface SyncEnvironment {
  /** The environment's name. */
  readonly name: string;
  /** The branch it follows. */
  readonly branch: string;
}

/** What `Cluster.addSync` needs to know of a folder that the cluster's admins let Flux apply. */
export interface ClusterSyncOptions {
  /** Name of the Kustomization and of its file: `workspace-dev-shop`. */
  readonly name: string;
  /** The folder, below the output directory: `workspaces/dev/shop`. */
  readonly path: string;
  /** The environment whose branch it comes from. @default - the cluster's own branch */
  readonly environment?: SyncEnvironment;
  /** Infrastructure components of the cluster, and syncs added to it before, that must be healthy first. @default - none */
  readonly dependsOn?: readonly string[];
  /** Waits until everything applied is healthy; never for a folder that waits on a team's apps. @default false */
  readonly wait?: boolean;
  /** Objects to wait for instead. @default - none */
  readonly healthChecks?: readonly HealthCheck[];
  /** How the health of custom resources is read. @default - none */
  readonly healthCheckExprs?: readonly HealthCheckExpression[];
  /** Time between two comparisons with the cluster. @default '10m' */
  readonly interval?: Duration;
  /** Longest time that building, applying and health checks may take. @default '5m' */
  readonly timeout?: Duration;
  /** Deletes from the cluster what the folder no longer holds. @default true */
  readonly prune?: boolean;
  /**
   * What happens to the objects when the sync itself goes, for example because its construct was taken out of the code.
   * They stay by default: a workspace's namespaces hold data, and must not vanish with a line of code.
   *
   * @default 'Orphan'
   */
  readonly deletionPolicy?: 'MirrorPrune' | 'Delete' | 'WaitForTermination' | 'Orphan';
  /** Labels of the Kustomization. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}
