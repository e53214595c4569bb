import fc from 'fast-check';
import { dependenciesOf, orderComponents } from '../../../src/constructs/infrastructure/component-order';
import type { InfrastructureComponent } from '../../../src/constructs/infrastructure/infrastructure-component';

const nothing = (): void => undefined;
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Components that depend on any others, backwards or forwards, present or not. */
const graphs = fc
  .uniqueArray(
    fc.record({
      name: fc.constantFrom(...NAMES),
      dependsOn: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
      after: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
    }),
    { selector: ({ name }) => name },
  )
  .map((components): InfrastructureComponent[] => components.map((component) => ({ ...component, build: nothing })));

/** The plain definition: whether a component leads back to itself. */
function reaches(components: readonly InfrastructureComponent[], from: string, to: string): boolean {
  const byName = new Map(components.map((component) => [component.name, component]));
  const seen = new Set<string>();
  const queue = [from];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const component = byName.get(name);
    for (const next of component ? dependenciesOf(component, byName) : []) {
      if (next === to) return true;
      if (!seen.has(next)) queue.push(next);
      seen.add(next);
    }
  }
  return false;
}

test('every component comes once', () => {
  fc.assert(
    fc.property(graphs, (components) => {
      const { ordered } = orderComponents(components);
      expect(ordered.map(({ name }) => name).sort()).toStrictEqual(components.map(({ name }) => name).sort());
    }),
  );
});

test('without cycles every component comes after what it depends on; with one there is a problem', () => {
  fc.assert(
    fc.property(graphs, (components) => {
      const { ordered, problems } = orderComponents(components);
      const cyclic = components.some(({ name }) => reaches(components, name, name));
      expect(problems.some(({ must }) => must === 'be free of cycles')).toBe(cyclic);
      const position = new Map(ordered.map(({ name }, index) => [name, index]));
      const early = ordered.filter((component, index) =>
        dependenciesOf(component, position).some((name) => (position.get(name) ?? -1) > index),
      );
      expect(cyclic || early.length === 0).toBe(true);
    }),
  );
});

test('each cycle named is one', () => {
  fc.assert(
    fc.property(graphs, (components) => {
      const byName = new Map(components.map((component) => [component.name, component]));
      for (const { got, must } of orderComponents(components).problems) {
        if (must !== 'be free of cycles') continue;
        const names = String(got).split(' -> ');
        const steps = names.slice(1).map((name, index) => [names[index], name] as const);
        const wrong = steps.filter(([from = '', to]) => {
          const component = byName.get(from);
          return component === undefined || !dependenciesOf(component, byName).includes(to);
        });
        expect(wrong).toStrictEqual([]);
      }
    }),
  );
});

test('components without dependencies keep the order they were given in', () => {
  const components = ['c', 'a', 'b'].map((name) => ({ name, build: nothing }));
  expect(orderComponents(components).ordered).toStrictEqual(components);
});
