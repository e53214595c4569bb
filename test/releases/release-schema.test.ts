import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { readRelease } from '../../src/releases/read-release';
import { releaseSchema } from '../../src/releases/release-schema';

const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true });
const matchesSchema = ajv.compile(releaseSchema());

function isRead(document: unknown): boolean {
  // One object in two places would be written as an anchor and its alias, which is not what is compared here.
  return readRelease(stringify(document, { aliasDuplicateObjects: false })).problems.length === 0;
}

test('the committed schema is what the table of fields gives; `npm run schema` writes it', () => {
  const committed: unknown = JSON.parse(readFileSync('schemas/releases.schema.json', 'utf8'));
  expect(JSON.stringify(committed)).toBe(JSON.stringify(releaseSchema()));
});

test('every field explains itself to an editor', () => {
  const text = JSON.stringify(releaseSchema());
  expect(text.match(/"title":/g)?.length).toBe(text.match(/"description":/g)?.length);
  expect(ajv.validateSchema(releaseSchema())).toBe(true);
});

/** A canary's numbers, some of them right, some not. */
const canary = fc.record(
  {
    interval: fc.constantFrom('10s', '1m', '9999m', '9s', '1h', '0m', '10000m', 'soon', 60),
    threshold: number(),
    stepWeight: number(),
    stepWeights: fc.oneof(fc.array(number(), { maxLength: 4 }), number()),
    maxWeight: number(),
    stepWeightPromotion: number(),
    iterations: number(),
    typo: fc.constant(1),
  },
  { requiredKeys: [] },
);

function number(): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 100 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, -1, 101, 2.5, 2147483647, 2147483648, '5', null, true, [1]) },
  );
}

const app = fc.record(
  {
    tag: fc.constantFrom('6.9.4', '6.10', '1e3', '', 'a/b', '-x', 'x'.repeat(128), 'x'.repeat(129), 6.9, null),
    color: fc.constantFrom('blue', 'teal', '#aabbcc', '#AABBCC', 'aabbcc', '#abc', 'bleu', 'toString', 1),
    replicas: fc.oneof(number(), fc.record({ min: number(), max: number(), mid: number() }, { requiredKeys: ['min'] })),
    canary: fc.oneof({ weight: 6, arbitrary: canary }, { weight: 1, arbitrary: fc.constantFrom(null, {}, [], 'x') }),
    cnary: fc.constant({}),
  },
  { requiredKeys: [] },
);

const name = fc.constantFrom('shop', 'a', 'a-b', 'x'.repeat(63), 'x'.repeat(64), '-a', 'A', 'a.b', '', '0');
const maybe = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: fc.constantFrom(null, {}, [], 'x', 3, false) });
const document = maybe(
  fc.dictionary(name, maybe(fc.dictionary(name, maybe(app), { maxKeys: 2 })), { maxKeys: 2 }),
);

/** The two rules that JSON schema cannot say. */
function breaksAnOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { stepWeights, min, max } = value as { stepWeights?: unknown; min?: unknown; max?: unknown };
  const falls = Array.isArray(stepWeights) && stepWeights.some((step, index) => index > 0 && step <= stepWeights[index - 1]);
  const crosses = typeof min === 'number' && typeof max === 'number' && min > max;
  return falls || crosses || Object.values(value).some(breaksAnOrder);
}

test('the schema and the reader agree, but for the two orders that JSON schema cannot say', () => {
  const seen = { right: 0, wrong: 0 };
  fc.assert(
    fc.property(document, (value) => {
      const right = matchesSchema(value) && !breaksAnOrder(value);
      seen[right ? 'right' : 'wrong'] += 1;
      expect(isRead(value)).toBe(right);
    }),
    { numRuns: 1500 },
  );
  expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(150);
});

test('the examples that editors show are right', () => {
  const examples = { tag: ['6.9.4'], color: ['blue'], replicas: [2], canary: [{}] };
  const schema = releaseSchema() as {
    additionalProperties: { additionalProperties: { properties: Record<string, { examples: unknown[] }> } };
  };
  const { properties } = schema.additionalProperties.additionalProperties;
  expect(Object.keys(properties)).toStrictEqual(Object.keys(examples));
  for (const [field, { examples: shown }] of Object.entries(properties)) {
    for (const value of shown) expect([field, value, isRead({ shop: { backend: { [field]: value } } })]).toStrictEqual([field, value, true]);
  }
});
