import { join } from 'node:path';
import { startApiServer } from './api-server';
import type { Audit } from './audit';
import { startControllerManager } from './controller-manager';
import { startEtcd } from './etcd';
import { Kube } from './kube';
import { writeKubeconfig } from './kubeconfig';
import { type Pod, Pods } from './pods';
import type { Program } from './program';
import { scratchFolder } from './run';
import { until } from './wait';

/** A cluster without nodes, of ordinary processes on loopback. */
export interface ControlPlane {
  readonly name: string;
  /** Folder for what runs on it. */
  readonly folder: string;
  /** As a member of system:masters. */
  readonly kube: Kube;
  /** Who has changed what. */
  readonly audit: Audit;
  /** Writes a kubeconfig of a service account. Returns the file. */
  kubeconfig(namespace: string, serviceAccount: string): Promise<string>;
  /** Adds to what is stopped together with it, in reverse order. */
  onStop(stop: () => Promise<void>): void;
  stop(): Promise<void>;
}

let started = 0;

/**
 * Starts etcd, API server, controller manager and the stand-in for kubelets.
 *
 * @param name of the cluster; also names its logs.
 * @param getsReady whether a Pod ever gets ready: by default each does.
 */
export async function startControlPlane(
  name: string,
  getsReady: (pod: Pod) => boolean = () => true,
): Promise<ControlPlane> {
  started += 1;
  const unique = started === 1 ? name : `${name}-${started}`;
  const folder = scratchFolder(`${unique}-${process.pid}`);
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (let next = stops.pop(); next !== undefined; next = stops.pop()) await next();
  };
  const add = (program: Program): void => {
    stops.push(() => program.stop());
  };
  try {
    const etcd = await startEtcd(unique, folder);
    add(etcd.program);
    const api = await startApiServer(unique, folder, etcd.url);
    add(api.program);
    const kube = new Kube(api.admin);
    stops.push(() => {
      kube.close();
      return Promise.resolve();
    });
    await until(`${name}: kube-apiserver is ready`, async () => {
      api.program.assertRunning();
      return (await kube.raw('GET', '/readyz')) === 'ok' ? true : undefined;
    });
    const controllers = startControllerManager(unique, folder, api);
    add(controllers);
    await until(`${name}: kube-controller-manager makes service accounts`, () => {
      controllers.assertRunning();
      return kube.get({ apiVersion: 'v1', kind: 'ServiceAccount' }, { namespace: 'default', name: 'default' });
    });
    const pods = new Pods(kube, getsReady);
    stops.push(() => pods.stop());
    return {
      name,
      folder,
      kube,
      audit: api.audit,
      stop,
      kubeconfig: async (namespace, serviceAccount) => {
        const token = await kube.token({ namespace, name: serviceAccount });
        return writeKubeconfig(join(folder, `${namespace}-${serviceAccount}.json`), { ...api.admin, token });
      },
      onStop: (next) => stops.push(next),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
