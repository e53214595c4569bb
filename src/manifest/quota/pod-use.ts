import { type Entries, entriesOf, listOf } from '../plain-field';
import { type Amounts, greatest, sum } from './amounts';
import { type ContainerRange, type ContainerResources, containerResources } from './container-resources';
import { type Mesh, meshProxy } from './mesh-proxy';

/** What decides what a pod takes besides its template. */
export interface PodSurroundings {
  /** What the namespace's LimitRange says of containers. */
  readonly range: ContainerRange;
  /** The mesh whose proxy is put into it. */
  readonly mesh: Mesh;
}

/** What a pod takes of a ResourceQuota. */
export interface PodUse {
  readonly amounts: Amounts;
  /** Its containers, the proxy included, as they are admitted. */
  readonly containers: readonly ContainerResources[];
}

/**
 * What one pod of a template takes of a ResourceQuota: what its containers and the init containers that stay have together,
 * or what a single init container has beside those that stay before it, if that is more, and the overhead of its runtime.
 *
 * @param template a pod template.
 */
export function podUse(template: Entries, { range, mesh }: PodSurroundings): PodUse {
  const spec = entriesOf(template.spec);
  const proxy = meshProxy(mesh, entriesOf(template.metadata));
  const first = [...(proxy === undefined ? [] : [proxy]), ...listOf(spec.initContainers)];
  const initContainers = first.map((container) => ({
    ...containerResources(container, range),
    stays: container.restartPolicy === 'Always',
  }));
  const containers = listOf(spec.containers).map((container) => containerResources(container, range));
  const overhead = containerResources({ resources: { requests: spec.overhead } }, NO_RANGE).requests;
  const requests = sum(together('requests', initContainers, containers), overhead);
  const limits = together('limits', initContainers, containers);
  const limited = Object.entries(overhead).filter(([resource]) => (limits[resource] ?? 0) > 0);
  return {
    amounts: {
      pods: 1000,
      ...withPrefix('requests', requests),
      ...withPrefix('limits', sum(limits, Object.fromEntries(limited))),
    },
    containers: [...initContainers, ...containers],
  };
}

const NO_RANGE: ContainerRange = { default: {}, defaultRequest: {}, max: {}, min: {} };

interface InitContainer extends ContainerResources {
  readonly stays: boolean;
}

function together(
  kind: 'requests' | 'limits',
  initContainers: readonly InitContainer[],
  containers: readonly ContainerResources[],
): Amounts {
  let staying: Amounts = {};
  let most: Amounts = {};
  for (const container of initContainers) {
    const now = sum(staying, container[kind]);
    most = greatest(most, now);
    if (container.stays) staying = now;
  }
  return greatest(most, sum(staying, ...containers.map((container) => container[kind])));
}

function withPrefix(prefix: string, amounts: Amounts): Amounts {
  return Object.fromEntries(Object.entries(amounts).map(([resource, amount]) => [`${prefix}.${resource}`, amount]));
}
