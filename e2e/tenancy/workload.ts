import type { Kube } from '../control-plane/kube';
import type { ConditionedObject, KubeObject } from '../control-plane/kube-object';
import { until } from '../control-plane/wait';
import type { Attempt } from './attack';
import { deployment, RESTRICTED_POD } from './manifest';
import type { TenancyWorld } from './tenancy-world';

const POD = { apiVersion: 'v1', kind: 'Pod' };

let workloads = 0;

/** Linkerd's init container, which sets up a pod's network where there is no CNI plugin. */
export const proxyInit = {
  name: 'linkerd-init',
  image: 'cr.l5d.io/linkerd/proxy-init',
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { add: ['NET_ADMIN', 'NET_RAW'] },
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: 65534,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

/** A pod as Linkerd's injector makes it where the CNI plugin sets up the network: with the proxy and what checks the plugin. */
export const meshedPod = {
  ...RESTRICTED_POD,
  initContainers: [
    {
      name: 'linkerd-network-validator',
      image: 'cr.l5d.io/linkerd/proxy',
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
        runAsGroup: 65534,
        runAsNonRoot: true,
        runAsUser: 65534,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    },
    {
      name: 'linkerd-proxy',
      image: 'cr.l5d.io/linkerd/proxy',
      restartPolicy: 'Always',
      ports: [{ containerPort: 4143 }, { containerPort: 4191 }],
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        runAsUser: 2102,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      volumeMounts: [{ name: 'linkerd-identity-token', mountPath: '/var/run/secrets/tokens' }],
    },
  ],
  volumes: [
    {
      name: 'linkerd-identity-token',
      projected: {
        sources: [
          {
            serviceAccountToken: {
              audience: 'identity.l5d.io',
              expirationSeconds: 86400,
              path: 'linkerd-identity-token',
            },
          },
        ],
      },
    },
  ],
};

/** The team commits a Deployment. It has gone through when all its pods are there; its own acceptance says nothing. */
export function runs(what: string, pod: object, replicas = 1): Attempt {
  let left: readonly string[] = [];
  return {
    what: `runs ${what}`,
    attempt: async (world) => {
      workloads += 1;
      const object = deployment(`shop/attack-${workloads}`, pod, replicas);
      const { refusal, pods } = await runOnce(world, object, replicas);
      // Some pods still fit into a quota.
      left = replicas === 1 ? pods : [];
      return refusal;
    },
    traces: () => Promise.resolve(left),
  };
}

/** Applies a Deployment, waits for its pods or for why there are none, and removes it. */
async function runOnce(
  { members, plane: { kube } }: TenancyWorld,
  object: KubeObject,
  replicas: number,
): Promise<{ readonly refusal: string | undefined; readonly pods: readonly string[] }> {
  await members.account.apply(object, 'tenancy');
  try {
    return await until(`${object.metadata.name} has its pods or will not get them`, async () => {
      const now = await kube.get<ConditionedObject>(object, object.metadata);
      const failure = now?.status?.conditions?.find(({ type }) => type === 'ReplicaFailure');
      const pods = await podsOf(kube, object);
      if (pods.length === replicas) return { refusal: undefined, pods };
      return failure?.message === undefined ? undefined : { refusal: failure.message, pods };
    });
  } finally {
    await kube.delete(object, object.metadata);
    // They count against the quota until then.
    await until(`the pods of ${object.metadata.name} are gone`, async () =>
      (await podsOf(kube, object)).length === 0 ? true : undefined,
    );
  }
}

async function podsOf(kube: Kube, { metadata: { name, namespace } }: KubeObject): Promise<readonly string[]> {
  const pods = await kube.list<KubeObject>(POD, namespace);
  return pods.filter(({ metadata }) => metadata.labels?.['app'] === name).map(({ metadata }) => `Pod ${metadata.name}`);
}
