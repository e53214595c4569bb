import fc from 'fast-check';
import { ObjectIndex } from '../../src/manifest/object-index';
import { keyText, type ObjectKey } from '../../src/manifest/object-key';

const part = fc.constantFrom('a', 'b', 'c', 'a-b');
const keys: fc.Arbitrary<ObjectKey> = fc.record({
  group: fc.oneof(fc.constant(''), part),
  kind: part,
  namespace: fc.constantFrom('', 'default', 'a', 'b'),
  name: part,
});

describe('ObjectIndex', () => {
  test('knows an object again by all parts of its key; no namespace is the default one', () => {
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 60 }), (objects) => {
        const index = new ObjectIndex<number>();
        const texts = new Map<string, number>();
        for (const [position, key] of objects.entries()) {
          const text = keyText({ ...key, namespace: key.namespace === '' ? 'default' : key.namespace });
          expect(index.get(key)).toBe(texts.get(text));
          expect(index.add(key, position)).toBe(texts.get(text));
          if (!texts.has(text)) texts.set(text, position);
        }
      }),
    );
  });
});
