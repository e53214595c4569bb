import type { KubeObject } from '../control-plane/kube-object';
import type { Control } from './control';

const BINDING = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding' };
const NAME = { name: 'workspace-dev-shop-services' };

/** The workspace's own ValidatingAdmissionPolicy. */
export const admissionPolicy: Control = {
  name: "the workspace's admission policy",
  says: /ValidatingAdmissionPolicy '[^']+' with binding '[^']+' denied request: a workspace's Service must/,
  switchOff: async ({ plane: { kube } }) => {
    const { spec } = (await kube.get<KubeObject & { readonly spec: object }>(BINDING, NAME)) ?? {};
    await kube.delete(BINDING, NAME);
    return async () => {
      await kube.apply({ ...BINDING, metadata: NAME, spec } as KubeObject);
    };
  },
};
