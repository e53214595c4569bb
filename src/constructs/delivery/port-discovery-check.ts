import type { Problem } from '../../model/problem';
import type { CanaryService } from './canary-service';
import type { CanaryTarget } from './canary-target';

/**
 * Checks that the ports which Flagger discovers fit into one Service beside its own. Flagger leaves out the target port alone;
 * the API server refuses two ports of a name or number, and the rollout never starts.
 *
 * @param target the target, whose ports may be known.
 * @param service what the Canary says of its Services.
 */
export function checkPortDiscovery(
  target: CanaryTarget,
  { portDiscovery, portName = 'http' }: CanaryService = {},
): Problem[] {
  if (portDiscovery !== true) return [];
  const { port, targetPort, containerPorts = {} } = target;
  const prop = 'service.portDiscovery';
  return Object.entries(containerPorts)
    .filter(([name, number]) => name !== targetPort && number !== targetPort)
    .flatMap(([name, number]): Problem[] => {
      if (name === portName) {
        const remedy = "rename the container's port, lead the Service to it, or set service.portName";
        return [{ prop, must: `find no second port called ${portName}`, got: name, remedy }];
      }
      if (number !== port) return [];
      const remedy = `${name} has it already: choose another port for the Service`;
      return [{ prop, must: "find no second port with the Service's number", got: number, remedy }];
    });
}
