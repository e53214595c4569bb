import { until } from '../control-plane/wait';
import { applyAll, removeAll } from './commit';
import { manifest } from './manifest';
import type { TenancyWorld } from './tenancy-world';

const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace' };
const HOSTS = 'cdk8s-progressive-delivery/allowed-hosts';

const published = manifest('networking.k8s.io/v1 Ingress', 'craft/published', {
  spec: {
    rules: [
      {
        host: 'shop.example.com',
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'shop', port: { number: 80 } } } }],
        },
      },
    ],
  },
});

/** The team publishes a host, and then an admin takes it off the list. @returns what the server says of the same object, unchanged. */
export async function refusalByShorterList(world: TenancyWorld): Promise<string> {
  const { plane, craft } = world;
  const refusal = await applyAll(craft, [published], false);
  if (refusal !== undefined) throw new Error(`a listed host must be accepted, got: ${refusal}`);
  const found = await plane.kube.get(NAMESPACE, { name: 'craft' });
  const { annotations } = found?.metadata as { readonly annotations?: Readonly<Record<string, string>> };
  const list = async (hosts: string): Promise<void> => {
    await plane.kube.merge(NAMESPACE, { name: 'craft' }, { metadata: { annotations: { [HOSTS]: hosts } } });
  };
  try {
    await list('other.example.com');
    return await until('the server reads the shorter list', () => applyAll(craft, [published], true));
  } finally {
    await list(annotations?.[HOSTS] ?? '');
    await removeAll(world, [published]);
  }
}
