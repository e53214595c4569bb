import type { KubeObject } from '../control-plane/kube-object';
import type { Control } from './control';

const QUOTA = { apiVersion: 'v1', kind: 'ResourceQuota' };

/** The ResourceQuotas of the namespace. */
export const quota: Control = {
  name: "the Namespace's ResourceQuota",
  says: /exceeded quota: /,
  switchOff: async ({ plane: { kube } }) => {
    const quotas = await kube.list<KubeObject & { readonly spec: object }>(QUOTA, 'shop');
    for (const { metadata } of quotas) await kube.delete(QUOTA, metadata);
    return async () => {
      for (const { metadata, spec } of quotas) {
        const { name, namespace = '', labels = {} } = metadata;
        await kube.apply({ ...QUOTA, metadata: { name, namespace, labels }, spec } as KubeObject);
      }
    };
  },
};
