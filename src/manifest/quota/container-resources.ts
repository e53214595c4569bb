import { thousandths } from '../../model/quantity';
import { type Entries, entriesOf, listOf } from '../plain-field';
import { type Amounts, firstOf } from './amounts';

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
  const of = (field: string): Amounts => firstOf(...items.map((item) => amountsIn(item[field])));
  const [max, min] = [of('max'), of('min')];
  // As the API server completes the object: a most without a default is the default, and so on down.
  const fallback = firstOf(of('default'), max);
  return { max, min, default: fallback, defaultRequest: firstOf(of('defaultRequest'), fallback, min) };
}

/** The resources of a container as its pod is admitted: a limit is the request that is missing, a LimitRange gives the rest. */
export function containerResources(container: Entries, range: ContainerRange): ContainerResources {
  const { requests, limits } = entriesOf(container.resources);
  const [ownRequests, ownLimits] = [amountsIn(requests), amountsIn(limits)];
  return {
    name: String(container.name),
    requests: firstOf(ownRequests, ownLimits, range.defaultRequest),
    limits: firstOf(ownLimits, range.default),
    defaulted: [...range.default.keys()].filter((resource) => !ownLimits.has(resource)),
  };
}

/** Amounts that can be read; the API server refuses the others. */
export function amountsIn(quantities: unknown): Amounts {
  const amounts = new Map<string, number>();
  for (const [resource, value] of Object.entries(entriesOf(quantities))) {
    const amount = thousandths(value);
    if (!Number.isNaN(amount)) amounts.set(resource, amount);
  }
  return amounts;
}
