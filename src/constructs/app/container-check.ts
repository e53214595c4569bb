import { checkLabelName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import type { FullContainer, PreStopHandlers } from './container';
import { checkPorts } from './container-port';
import { checkEnvironment, checkEnvironmentFrom } from './environment-variable';
import { checkImage, checkTag } from './image';
import { checkProbes } from './probe';
import { checkResources } from './resources';
import { checkUser } from './security';
import { checkMounts } from './volume';
import { checkWritable } from './writable';

/** Containers that Flagger takes for a mesh's proxy, whose ports it then does not look at. */
const PROXIES = ['istio-proxy', 'envoy'];

/**
 * Checks one container, without its tag.
 *
 * @param at what stands in front of its props in messages: nothing, or `initContainers.migrate.`.
 * @param container the container.
 * @param volumes names of the pod's volumes.
 */
export function checkContainer(at: string, container: FullContainer, volumes: readonly string[]): Problem[] {
  const { ports = {}, volumeMounts = {}, user, preStop } = container;
  return [
    ...checkImage(`${at}image`, container.image),
    ...checkEnvironment(`${at}env`, container.env ?? {}),
    ...checkEnvironmentFrom(`${at}envFrom`, container.envFrom ?? []),
    ...checkResources(`${at}resources`, container.resources),
    ...checkPorts(`${at}ports`, ports),
    ...checkProbes(`${at}probes`, container.probes ?? {}, ports),
    ...(preStop === undefined ? [] : checkPreStop(`${at}preStop`, preStop)),
    ...checkMounts(`${at}volumeMounts`, volumeMounts, volumes),
    ...checkWritable(`${at}writable`, container.writable ?? [], Object.keys(volumeMounts)),
    ...(user === undefined ? [] : checkUser(`${at}user`, user)),
  ];
}

/**
 * Checks the containers that run before the app's own.
 *
 * @param containers the containers.
 * @param own name of the app's own container.
 * @param volumes names of the pod's volumes.
 */
export function checkInitContainers(
  containers: readonly FullContainer[],
  own: string,
  volumes: readonly string[],
): Problem[] {
  return containers.flatMap((container) => {
    const { name, tag, restartPolicy, probes } = container;
    const at = `initContainers.${name}.`;
    const problems = [
      ...checkContainerName('initContainers', name),
      ...checkContainer(at, container, volumes),
      ...checkTag(`${at}tag`, tag),
    ];
    if (name === own) {
      const remedy = 'rename it, or set containerName';
      problems.push({ prop: 'initContainers', must: "differ from the app's own container", got: name, remedy });
    }
    if (restartPolicy === undefined && probes !== undefined) {
      const remedy = "remove them, or make it a sidecar with restartPolicy 'Always'";
      problems.push({ prop: `${at}probes`, must: 'be left out where it runs once', got: probes, remedy });
    }
    return problems;
  });
}

/** Checks the name of a container. */
export function checkContainerName(prop: string, got: string): Problem[] {
  if (!PROXIES.includes(got)) return checkLabelName(prop, got);
  const remedy = "Flagger takes it for a mesh's proxy, and does not find its ports: rename it";
  return [{ prop, must: 'not be the name of a proxy', got, remedy }];
}

function checkPreStop(prop: string, { sleep, exec }: Partial<PreStopHandlers>): Problem[] {
  if (sleep !== undefined) return checkInteger(`${prop}.sleep.seconds`, sleep.seconds, 1);
  if (exec !== undefined && exec.command.length > 0) return [];
  return [{ prop, must: 'say what to run', got: exec?.command, remedy: 'give sleep, or exec with a command' }];
}
