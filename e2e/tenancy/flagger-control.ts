import type { Control } from './control';
import type { ControllerWorld } from './controller-world';

/** Flagger's own lockdown, as the toolkit's HelmRelease sets it. */
export const flaggerFlag: Control<ControllerWorld> = {
  name: "Flagger's --no-cross-namespace-refs",
  says: /invalid canary spec: can't access .* cross-namespace references are blocked/,
  switchOff: async (world) => {
    await world.restartFlagger(false);
    return () => world.restartFlagger(true);
  },
};
