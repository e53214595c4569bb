import type { Problem } from '../../model/problem';
import { checkLabelName } from '../../model/name';
import type { InfrastructureComponent } from './infrastructure-component';

/** Components in the order in which Flux can apply them, and everything that stands against an order. */
export interface ComponentOrder {
  /** Every component after those it depends on, otherwise in the order given; those in a cycle come last. */
  readonly ordered: readonly InfrastructureComponent[];
  /** Duplicate, unknown and cyclic names, all of them. */
  readonly problems: readonly Problem[];
}

/**
 * Puts components into an order that honours `dependsOn` and `after`.
 *
 * @param components the components in the order in which they were declared.
 */
export function orderComponents(components: readonly InfrastructureComponent[]): ComponentOrder {
  const byName = new Map(components.map((component) => [component.name, component]));
  const { ordered, stuck } = sort(byName);
  return {
    ordered,
    problems: [...checkNames(components), ...checkReferences(components, byName), ...cycles(stuck, byName)],
  };
}

/** What a component waits for on a cluster that has the given components. */
export function dependenciesOf(component: InfrastructureComponent, present: { has(name: string): boolean }): string[] {
  const after = (component.after ?? []).filter((name) => present.has(name));
  return [...new Set([...(component.dependsOn ?? []), ...after])];
}

function sort(byName: ReadonlyMap<string, InfrastructureComponent>): {
  ordered: InfrastructureComponent[];
  stuck: Set<string>;
} {
  const waiting = new Map(byName);
  const ordered: InfrastructureComponent[] = [];
  for (let next = firstReady(waiting, byName); next !== undefined; next = firstReady(waiting, byName)) {
    ordered.push(next);
    waiting.delete(next.name);
  }
  return { ordered: [...ordered, ...waiting.values()], stuck: new Set(waiting.keys()) };
}

function firstReady(
  waiting: ReadonlyMap<string, InfrastructureComponent>,
  present: { has(name: string): boolean },
): InfrastructureComponent | undefined {
  for (const component of waiting.values()) {
    if (dependenciesOf(component, present).every((name) => !waiting.has(name))) return component;
  }
  return undefined;
}

function checkNames(components: readonly InfrastructureComponent[]): Problem[] {
  const seen = new Set<string>();
  return components.flatMap(({ name }, index) => {
    const prop = `infrastructure[${index}].name`;
    if (!seen.has(name)) {
      seen.add(name);
      return checkLabelName(prop, name);
    }
    return [{ prop, must: 'be used once on a cluster', got: name, remedy: 'keep one of the two components' }];
  });
}

function checkReferences(
  components: readonly InfrastructureComponent[],
  byName: ReadonlyMap<string, InfrastructureComponent>,
): Problem[] {
  return components.flatMap(({ name, dependsOn = [] }) =>
    dependsOn
      .filter((dependency) => !byName.has(dependency))
      .map((dependency) => ({
        prop: `infrastructure ${name}: dependsOn`,
        must: 'name components of this cluster',
        got: dependency,
        remedy: `add the component ${JSON.stringify(dependency)} to infrastructure, or take ${JSON.stringify(name)} off it`,
      })),
  );
}

/** One problem per cycle; components that merely wait for a cycle are not blamed. */
function cycles(stuck: ReadonlySet<string>, byName: ReadonlyMap<string, InfrastructureComponent>): Problem[] {
  const blamed = new Set<string>();
  const problems: Problem[] = [];
  for (const start of stuck) {
    const cycle = cycleFrom(start, stuck, byName);
    if (cycle.some((name) => blamed.has(name))) continue;
    for (const name of cycle) blamed.add(name);
    problems.push({
      prop: 'infrastructure',
      must: 'be free of cycles',
      got: [...cycle, cycle[0]].join(' -> '),
      remedy: 'take one of these dependsOn away',
    });
  }
  return problems;
}

/** Follows what blocks each component until a name comes again: everything stuck leads into a cycle. */
function cycleFrom(
  start: string,
  stuck: ReadonlySet<string>,
  byName: ReadonlyMap<string, InfrastructureComponent>,
): string[] {
  const path: string[] = [];
  let name: string | undefined = start;
  while (name !== undefined && !path.includes(name)) {
    path.push(name);
    const component = byName.get(name);
    name = component && dependenciesOf(component, byName).find((dependency) => stuck.has(dependency));
  }
  return name === undefined ? path : path.slice(path.indexOf(name));
}
