import { Canary, type CanaryProps } from '../../src';
import { objectsOf, shopChart } from '../constructs/delivery/fixture';
import { leafNamesOf, namedLeavesOf } from '../support/schema-samples';
import { readSchema, validateManifest } from '../support/schemas';
import { everyCanary, plainest } from './support/canaries';

const schema = readSchema('flagger.app/v1beta1', 'Canary')?.properties?.['spec'] ?? {};
const fields = leafNamesOf(schema);
const cases = Object.entries(everyCanary);

/** The object that a Canary writes; synthesis fails where something is wrong with it. */
function canaryOf(props: CanaryProps): unknown {
  const chart = shopChart();
  // A target has one Canary only.
  new Canary(chart, 'rollout', { ...props, target: { ...props.target } });
  return objectsOf(chart, 'Canary')[0];
}

/** The fields of a Canary with their values, as text. */
function saidBy(props: CanaryProps): string[] {
  const { spec } = canaryOf(props) as { spec: unknown };
  return namedLeavesOf(schema, spec).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
}

test.each(cases)('a Canary %s is what the API server takes, and nothing is wrong with it', (_title, props) => {
  expect(validateManifest(canaryOf(props))).toStrictEqual([]);
});

test('typed props reach every field of the CRD', () => {
  // What the plainest Canary says, too, might be a constant rather than a prop's value.
  const constant = new Set(saidBy(plainest));
  const said = cases.flatMap(([, props]) => saidBy(props)).filter((field) => !constant.has(field));
  const reached = new Set(said.map((field) => field.split(' ')[0]));
  expect(fields).toHaveLength(191);
  expect(fields.filter((field) => !reached.has(field))).toStrictEqual([]);
});
