import { canaries } from './canaries';
import { isHere, type Published, publishedOf, writtenBy } from './published';
import { workloads } from './workloads';

const count = (cases: readonly Published[]) => cases.reduce((sum, { files }) => sum + files.length, 0);

describe.each([
  ['Canaries', canaries],
  ['workloads', workloads],
])('published %s', (kind, cases) => {
  const here = cases.filter(isHere);
  const missing = count(cases) - count(here);
  // Nothing fails where they are not.
  process.stderr.write(`published ${kind}: ${count(here)} of ${count(cases)} documents are here to compare\n`);
  const rows = here.map((one) => [`${one.folder}/${one.files.join(', ')}`, one] as const);

  if (missing > 0) {
    test.todo(
      `${missing} of ${count(cases)} documents are not here: set PUBLISHED_MANIFESTS to the folder that has them`,
    );
  }

  if (rows.length > 0) {
    test(`${count(here)} of ${count(cases)} documents are here to compare`, () => {
      expect(here.flatMap(publishedOf)).toHaveLength(count(here));
    });

    test.each(rows)('%s is written by a construct, without a patch', (_title, one) => {
      const { problems, objects } = writtenBy(one);
      expect(problems).toStrictEqual([]);
      expect(objects).toHaveLength(one.files.length);
      expect(objects).toStrictEqual(expect.arrayContaining(publishedOf(one)));
    });
  }
});
