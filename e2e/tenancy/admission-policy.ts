import type { KubeObject } from '../control-plane/kube-object';
import type { Control, Undo } from './control';
import type { TenancyWorld } from './tenancy-world';

const BINDING = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding' };
const DENIED = /with binding '(?<name>workspace-[^']+)' denied request: /;

/** The ValidatingAdmissionPolicies of the workspaces. */
export const admissionPolicy: Control = {
  name: "the workspaces' admission policies",
  says: DENIED,
  switchOff: (world, refusal) => unbind(world, DENIED.exec(refusal)?.groups?.['name'] ?? ''),
};

/** Takes the binding of a policy away. */
export async function unbind({ plane: { kube } }: TenancyWorld, name: string): Promise<Undo> {
  const binding = await kube.get<KubeObject & { readonly spec: object }>(BINDING, { name });
  await kube.delete(BINDING, { name });
  return async () => {
    await kube.apply({ ...BINDING, metadata: { name }, spec: binding?.spec } as KubeObject);
  };
}
