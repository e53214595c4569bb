import { type Entries, entriesOf, listOf } from '../plain-field';
import { type Amounts, greatest, sum } from './amounts';
import { amountsIn, type ContainerRange, type ContainerResources, containerResources } from './container-resources';
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
  const overhead = amountsIn(spec.overhead);
  const limits = together('limits', initContainers, containers);
  const amounts = new Map([['pods', 1000]]);
  for (const [name, amount] of sum(together('requests', initContainers, containers), overhead))
    amounts.set(`requests.${name}`, amount);
  for (const [name, amount] of limits)
    amounts.set(`limits.${name}`, amount + (amount > 0 ? (overhead.get(name) ?? 0) : 0));
  return { amounts, containers: [...initContainers, ...containers] };
}

interface InitContainer extends ContainerResources {
  readonly stays: boolean;
}

function together(
  kind: 'requests' | 'limits',
  initContainers: readonly InitContainer[],
  containers: readonly ContainerResources[],
): Amounts {
  let staying: Amounts = new Map();
  let most: Amounts = staying;
  for (const container of initContainers) {
    const now = sum(staying, container[kind]);
    most = greatest(most, now);
    if (container.stays) staying = now;
  }
  return greatest(most, sum(staying, ...containers.map((container) => container[kind])));
}
