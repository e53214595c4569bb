import { checkSemverRange } from '../../src/model/semver-range';

// Every answer here is that of Masterminds/semver, which Flux uses.
test.each([
  '6.9.x',
  '*',
  '6',
  '>=6.9.0 <7.0.0',
  '>=6.9.0, !=6.9.5',
  '^6.9 || ~7.1',
  '6.1 - 6.9',
  '>=6.9.0-0',
  '~> 1.2.3',
  'v1.2',
  '>=1.0.0+build',
])('%s is a range', (range) => {
  expect(checkSemverRange('range', range)).toStrictEqual([]);
});

test.each(['', 'latest', '6.9.latest', '>> 6', '6.9.4.1', '6 |', '|| 6', '>=', '6.x, '])('%j is none', (range) => {
  expect(checkSemverRange('range', range)).toMatchObject([{ prop: 'range', got: range }]);
});
