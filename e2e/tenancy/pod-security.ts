import type { Control } from './control';

const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace' };
const LABEL = 'pod-security.kubernetes.io/enforce';

/** Kubernetes' own admission of pods, by the label of the Namespace. */
export const podSecurity: Control = {
  name: "the Namespace's Pod Security level",
  says: /violates PodSecurity "restricted:/,
  switchOff: async ({ plane: { kube } }) => {
    const set = (level: string): Promise<unknown> =>
      kube.merge(NAMESPACE, { name: 'shop' }, { metadata: { labels: { [LABEL]: level } } });
    await set('privileged');
    return async () => {
      await set('restricted');
    };
  },
};
