import { type FleetCluster, startFleetCluster } from '../fleet/fleet-cluster';
import { versionOf } from '../fleet/inventory';
import type { Repository } from '../fleet/repository';
import { RolloutRecord } from '../fleet/rollout-record';
import { canaryIngress, type TrafficObject } from '../fleet/traffic';

/** The apps of the story, by the namespaces and names of their Deployments. */
export const APPS = {
  backend: { namespace: 'shop', name: 'backend' },
  frontend: { namespace: 'shop-web', name: 'frontend' },
  player: { namespace: 'media', name: 'player' },
  payment: { namespace: 'checkout', name: 'payment' },
  storefront: { namespace: 'checkout', name: 'storefront' },
} as const;

/** One of the {@link APPS}. */
export type AppName = keyof typeof APPS;

/** A cluster of the story, and what happens to the apps on it. */
export class Stage {
  readonly rollouts: Readonly<Record<AppName, RolloutRecord>>;

  private constructor(
    readonly cluster: FleetCluster,
    mesh: TrafficObject,
  ) {
    this.rollouts = {
      backend: new RolloutRecord(cluster, mesh, APPS.backend),
      frontend: new RolloutRecord(cluster, canaryIngress, APPS.frontend),
      player: new RolloutRecord(cluster, mesh, APPS.player),
      payment: new RolloutRecord(cluster, mesh, APPS.payment),
      storefront: new RolloutRecord(cluster, mesh, APPS.storefront),
    };
  }

  /**
   * Starts a cluster that follows the repository.
   *
   * @param name of the cluster in the fleet.
   * @param repository what it follows.
   * @param mesh by which objects Flagger moves the traffic of apps without an Ingress there.
   */
  static async start(name: string, repository: Repository, mesh: TrafficObject): Promise<Stage> {
    return new Stage(await startFleetCluster(name, repository), mesh);
  }

  /** What the target of an app runs, which is the newest version. */
  target(app: AppName): Promise<string> {
    return versionOf(this.cluster.plane.kube, APPS[app]);
  }

  /** What the primary of an app runs, which most people see. */
  primary(app: AppName): Promise<string> {
    const { namespace, name } = APPS[app];
    return versionOf(this.cluster.plane.kube, { namespace, name: `${name}-primary` });
  }

  /** Forgets the rollouts so far. */
  forget(): void {
    for (const rollout of Object.values(this.rollouts)) rollout.forget();
  }

  async stop(): Promise<void> {
    const stops = [...Object.values(this.rollouts), this.cluster.plane].map((one) => one.stop());
    const results = await Promise.allSettled(stops);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }
}
