import * as fc from 'fast-check';
import { nastyStrings } from './nasty-strings';

/** Characters that are one code unit, or listed one by one. */
function oneOf(characters: string, ...more: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...characters.split(''), ...more);
}

const yamlNoise = fc.string({
  unit: oneOf(' \t\n\r:#-?&*!|>\'"%@`{}[],=~<./\\+_0123456789eExXoObBnNyYtTzZaf\u0085\u2028\ufeffé', '😀'),
  maxLength: 12,
});
const numberNoise = fc.string({ unit: oneOf('0123456789+-._:eExoTZ '), minLength: 1, maxLength: 10 });
const line = fc.string({ unit: oneOf(' \ta:#-"\'|é', '😀'), maxLength: 10 });
const lines = fc.array(line, { minLength: 2, maxLength: 5 }).map((all) => all.join('\n'));

/** Strings that some YAML parser could take for something else. */
export const nastyString = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nastyStrings) },
  { weight: 3, arbitrary: yamlNoise },
  { weight: 2, arbitrary: numberNoise },
  { weight: 3, arbitrary: lines },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.string() },
);

const exactNumber = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Number.isInteger(n) || Math.abs(n) >= 1e21),
  fc.constantFrom(0, -0, 0.1, 1e21, 5e-324, 1.5e300, 1e-7, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
);

const scalar = fc.oneof(
  { weight: 5, arbitrary: nastyString },
  { weight: 2, arbitrary: exactNumber },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constant(null) },
);

function container(content: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const entries = fc.uniqueArray(fc.tuple(nastyString, content), { maxLength: 5, selector: ([key]) => key });
  return fc.oneof(
    entries.map((all) => Object.fromEntries(all)),
    fc.array(content, { maxLength: 5 }),
  );
}

/** Everything JSON can hold, with strings and keys meant to break YAML. */
export const jsonValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; container: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 5, withCrossShrink: true }, scalar, tie('container')),
  container: container(tie('value')),
})).value;
