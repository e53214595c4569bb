import { thousandths } from '../../model/quantity';
import { type Entries, entriesOf, listOf } from '../plain-field';
import type { Amounts } from './amounts';

/** What a container asks for and may use, by resource (`cpu`, `memory`), in thousandths. */
export interface ContainerResources {
  /** The container's name. */
  readonly name: string;
  readonly requests: Amounts;
  readonly limits: Amounts;
  /** Resources whose limit it does not name itself. */
  readonly defaulted: readonly string[];
}

/** What a LimitRange says of containers, by resource, with Kubernetes' own defaults. */
export interface ContainerRange {
  readonly default: Amounts;
  readonly defaultRequest: Amounts;
  readonly max: Amounts;
  readonly min: Amounts;
}

/** Reads what a LimitRange says of containers; other items of it do not change what a container gets. */
export function containerRange(limitRange: Entries): ContainerRange {
  const items = listOf(entriesOf(limitRange.spec).limits).filter(({ type }) => type === 'Container');
  const of = (field: string): Amounts => amountsIn(Object.assign({}, ...items.map((item) => item[field])) as unknown);
  const [max, min] = [of('max'), of('min')];
  // As the API server completes the object: a most without a default is the default, and so on down.
  const fallback = { ...max, ...of('default') };
  return { max, min, default: fallback, defaultRequest: { ...min, ...fallback, ...of('defaultRequest') } };
}

/** The resources of a container as its pod is admitted: a limit is the request that is missing, a LimitRange gives the rest. */
export function containerResources(container: Entries, range: ContainerRange): ContainerResources {
  const { requests, limits } = entriesOf(container.resources);
  const [ownRequests, ownLimits] = [amountsIn(requests), amountsIn(limits)];
  return {
    name: String(container.name),
    requests: { ...range.defaultRequest, ...ownLimits, ...ownRequests },
    limits: { ...range.default, ...ownLimits },
    defaulted: Object.keys(range.default).filter((resource) => !(resource in ownLimits)),
  };
}

/** Amounts that can be read; the API server refuses the others. */
function amountsIn(quantities: unknown): Amounts {
  const read = Object.entries(entriesOf(quantities)).map(
    ([resource, value]) => [resource, thousandths(value)] as const,
  );
  return Object.fromEntries(read.filter(([, amount]) => !Number.isNaN(amount)));
}
