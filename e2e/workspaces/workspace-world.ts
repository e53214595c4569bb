import { join } from 'node:path';
import { type ControlPlane, startControlPlane } from '../control-plane/control-plane';
import { type RunningFlagger, startFlagger } from '../flagger/flagger';
import { appliedOn } from '../fleet/applied-files';
import { startFlux } from '../fleet/flux';
import { installFlaggerAccount, installFoundation } from '../fleet/foundation';
import { lookNow } from '../fleet/kustomizations';
import { startOutside } from '../fleet/outside';
import type { Host } from '../network/network';
import { FleetRepository, type Team } from './fleet-repository';

/** A cluster on which the real Flux follows a small fleet, and the real Flagger runs its canaries. */
export interface WorkspaceWorld {
  readonly plane: ControlPlane;
  readonly repository: FleetRepository;
  readonly flagger: RunningFlagger;
  /** Makes Flux look now at the sources of Kustomizations (`namespace/name`). */
  readonly look: (kustomizations: readonly string[], revision: string) => Promise<void>;
  stop(): Promise<void>;
}

/** One of the fleet's names, so that the run may be given a cluster for it. */
const CLUSTER = 'laptop';

/** Says 1 to every query: that it is there is all that Flagger asks for here. */
const prometheus: Host = (_incoming, response) => {
  const result = [{ metric: {}, value: [0, '1'] }];
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }));
};

/**
 * Starts it, with the cluster's own folder applied once; from there on Flux does everything.
 *
 * @param teams of the first commit.
 * @param prepare does what an admin does by hand before that.
 */
export async function startWorkspaceWorld(
  teams: Readonly<Record<string, Team>>,
  prepare?: (plane: ControlPlane) => Promise<void>,
): Promise<WorkspaceWorld> {
  const plane = await startControlPlane(CLUSTER);
  try {
    await installFoundation(plane);
    await installFlaggerAccount(plane);
    await prepare?.(plane);
    const repository = new FleetRepository(join(plane.folder, 'repositories'), CLUSTER);
    repository.commit(teams);
    const applied = appliedOn(repository.checkout, CLUSTER);
    const { network, environment } = await startOutside(plane.folder, repository.folder, applied);
    plane.onStop(() => network.stop());
    network.add('prometheus.monitoring:9090', prometheus);
    await startFlux(plane, { controllers: ['source-controller', 'kustomize-controller'], environment });
    const flags = ['-mesh-provider=kubernetes', '-metrics-server=http://prometheus.monitoring:9090'];
    const flagger = await startFlagger(plane, flags, environment);
    for (const { object } of applied.folders[0]?.objects ?? []) await plane.kube.apply(object, 'admin');
    const look = async (kustomizations: readonly string[], revision: string): Promise<void> => {
      for (const key of kustomizations) {
        const [namespace, name = ''] = key.split('/');
        await lookNow(plane, { namespace, name }, revision);
      }
    };
    return { plane, repository, flagger, look, stop: () => plane.stop() };
  } catch (error) {
    await plane.stop();
    throw error;
  }
}
