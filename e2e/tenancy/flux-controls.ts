import type { Control } from './control';
import type { ControllerWorld } from './controller-world';

const SOURCE = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository' };
const SHOP = { namespace: 'shop', name: 'shop' };

/**
 * A flag of kustomize-controller.
 *
 * @param name the flag as the toolkit sets it.
 * @param off how it is taken back.
 * @param says how it refuses.
 */
export function fluxFlag(name: string, off: string, says: RegExp): Control<ControllerWorld> {
  return {
    name: `kustomize-controller ${name}`,
    says,
    switchOff: async (world) => {
      await world.restartFlux([off]);
      return () => world.restartFlux([]);
    },
  };
}

/** The team's source fetches the team's folder only. */
export const sparseCheckout: Control<ControllerWorld> = {
  name: "the sparse checkout of the team's source",
  says: /no such file or directory|doesn't exist|must resolve to a file/,
  switchOff: async ({ plane: { kube } }) => {
    const set = (folders: readonly string[] | null): Promise<unknown> =>
      kube.merge(SOURCE, SHOP, { spec: { sparseCheckout: folders } });
    await set(null);
    return async () => {
      await set(['dist/apps/dev/shop']);
    };
  },
};
