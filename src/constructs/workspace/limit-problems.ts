import type { Amounts } from '../../manifest/quota/amounts';
import { amountText } from '../../manifest/quota/amounts';
import { type ContainerRange, containerRange, type ContainerResources } from '../../manifest/quota/container-resources';
import type { NamespaceUse } from '../../manifest/quota/namespace-use';
import type { Problem } from '../../model/problem';

/** Checks the containers of a namespace, the mesh's proxy included, against its LimitRange: pods with others are refused. */
export function checkContainers(limitRange: object, { workloads }: NamespaceUse): Problem[] {
  const range = containerRange(limitRange as Readonly<Record<string, unknown>>);
  return workloads.flatMap(({ workload, containers }) =>
    containers.flatMap((container) => checkContainer(`${container.name} of ${workload}`, container, range)),
  );
}

function checkContainer(name: string, container: ContainerResources, range: ContainerRange): Problem[] {
  const { requests, limits, defaulted } = container;
  const above = (of: Amounts, most: Amounts) => [...most.keys()].filter((resource) => exceeds(of, most, resource));
  const tooMuch = [...new Set([...above(limits, range.max), ...above(requests, range.max)])].map((resource) =>
    problem(`limits.max.${resource}`, 'at least', Math.max(limits.get(resource) ?? 0, requests.get(resource) ?? 0), {
      name,
      resource,
      got: range.max.get(resource),
      remedy: 'raise it, or lower what the container asks for',
    }),
  );
  const tooLittle = above(range.min, requests).map((resource) =>
    problem(`limits.min.${resource}`, 'at most', requests.get(resource) ?? 0, {
      name,
      resource,
      got: range.min.get(resource),
      remedy: 'lower it, or raise the request of the container',
    }),
  );
  const unfit = above(requests, limits)
    .filter((resource) => defaulted.includes(resource))
    .map((resource) =>
      problem(`limits.default.${resource}`, 'at least', requests.get(resource) ?? 0, {
        name,
        resource,
        got: limits.get(resource),
        remedy: 'that is its request, and it has no limit of its own: give it one, or raise the default',
      }),
    );
  return [...tooMuch, ...tooLittle, ...unfit];
}

function exceeds(amounts: Amounts, most: Amounts, resource: string): boolean {
  const [amount, bound] = [amounts.get(resource), most.get(resource)];
  return amount !== undefined && bound !== undefined && amount > bound;
}

interface Found {
  readonly name: string;
  readonly resource: string;
  readonly got: number | undefined;
  readonly remedy: string;
}

function problem(prop: string, how: string, needed: number, { name, resource, got = 0, remedy }: Found): Problem {
  const must = `be ${how} ${amountText(resource, needed)} for container ${name}`;
  return { prop, must, got: amountText(resource, got), remedy };
}
