import { basename, join } from 'node:path';
import { startApiServer } from './api-server';
import type { Audit } from './audit';
import { startControllerManager } from './controller-manager';
import { startEtcd } from './etcd';
import { connectGiven } from './given-cluster';
import { Kube } from './kube';
import { writeKubeconfig } from './kubeconfig';
import { Pods } from './pods';
import type { Program } from './program';
import { givenKubeconfig, newFolder } from './run';
import { until } from './wait';

/** A cluster: without nodes, of ordinary processes on loopback, or the one that the run was given instead. */
export interface ControlPlane {
  readonly name: string;
  /** The name, with a number where others of the run have it too; names logs. */
  readonly id: string;
  /** Folder for what runs on it. */
  readonly folder: string;
  /** As somebody who may do everything, and act as anybody. */
  readonly kube: Kube;
  /** Who has changed what. @default - none, a given cluster's own is not ours to read */
  readonly audit?: Audit;
  /** Writes a kubeconfig of a service account. Returns the file. */
  kubeconfig(namespace: string, serviceAccount: string): Promise<string>;
  /** Adds to what is stopped together with it, in reverse order. */
  onStop(stop: Stop): void;
  /** A given cluster itself goes on. */
  stop(): Promise<void>;
}

type Stop = () => Promise<void>;
type Running = Pick<ControlPlane, 'kube' | 'audit'>;

/**
 * Starts a cluster, or takes the one that the run was given for its name.
 *
 * @param name of the cluster; also names its logs.
 */
export async function startControlPlane(name: string): Promise<ControlPlane> {
  const folder = newFolder(name);
  const id = basename(folder);
  const stops: Stop[] = [];
  const onStop = (next: Stop): void => {
    stops.push(next);
  };
  const stop = async (): Promise<void> => {
    for (let next = stops.pop(); next !== undefined; next = stops.pop()) await next();
  };
  try {
    const given = givenKubeconfig(name);
    const { kube, audit } =
      given === undefined ? await startPrograms(id, folder, onStop) : await takeGiven(name, given, onStop);
    return {
      name,
      id,
      folder,
      kube,
      audit,
      stop,
      onStop,
      kubeconfig: async (namespace, serviceAccount) => {
        const token = await kube.token({ namespace, name: serviceAccount });
        // Not with a given client's certificate: the server would believe that, not the token.
        const { server, ca } = kube.credentials;
        return writeKubeconfig(join(folder, `${namespace}-${serviceAccount}.json`), { server, ca, token });
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function takeGiven(name: string, file: string, onStop: ControlPlane['onStop']): Promise<Running> {
  const kube = await connectGiven(name, file);
  onStop(() => close(kube));
  return { kube };
}

/** Starts etcd, API server, controller manager and the stand-in for kubelets. */
async function startPrograms(name: string, folder: string, onStop: ControlPlane['onStop']): Promise<Running> {
  const add = (program: Program): void => {
    onStop(() => program.stop());
  };
  const etcd = await startEtcd(name, folder);
  add(etcd.program);
  const api = await startApiServer(name, folder, etcd.url);
  add(api.program);
  const kube = new Kube(api.admin);
  onStop(() => close(kube));
  await until(`${name}: kube-apiserver is ready`, async () => {
    api.program.assertRunning();
    return (await kube.raw('GET', '/readyz')) === 'ok' ? true : undefined;
  });
  const controllers = startControllerManager(name, folder, api);
  add(controllers);
  await until(`${name}: kube-controller-manager makes service accounts`, () => {
    controllers.assertRunning();
    return kube.get({ apiVersion: 'v1', kind: 'ServiceAccount' }, { namespace: 'default', name: 'default' });
  });
  const pods = new Pods(kube);
  onStop(() => pods.stop());
  return { kube, audit: api.audit };
}

function close(kube: Kube): Promise<void> {
  kube.close();
  return Promise.resolve();
}
