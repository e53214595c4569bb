import { checkRe2, groupsOf } from '../../src/model/re2';

// Every answer here is that of Go's regexp.Compile.
test.each([
  String.raw`^.*\.sig$`,
  String.raw`^main-[a-f0-9]+-(?P<ts>[0-9]+)$`,
  String.raw`^main-(?<ts>\d+)$`,
  '(?i)^v[0-9]',
  '(?i:rc)[0-9]',
  '[[:alpha:]]+[^[:digit:]x]',
  String.raw`\A\pL+\z`,
  String.raw`[]a]`,
  String.raw`[\]+]+`,
  'a++'.replace('++', '+?'),
  String.raw`\+\+`,
  '(?:a|b){2,3}',
])('%s compiles', (pattern) => {
  expect(checkRe2('pattern', pattern)).toStrictEqual([]);
});

test.each([
  '^(?!rc)',
  '(?=a)',
  '(?<=a)b',
  '(?<!a)b',
  '(?>a)',
  String.raw`(a)\1`,
  'a++',
  'a{2}+',
  '(a',
  'a)',
  '[a',
  '*a',
  String.raw`\k<a>`,
])('%s does not', (pattern) => {
  expect(checkRe2('pattern', pattern)).toMatchObject([{ prop: 'pattern', got: pattern }]);
});

test('groups have numbers and names', () => {
  expect([...groupsOf(String.raw`(a)(?:b)\((?P<ts>[(])`)]).toStrictEqual(['0', '1', '2', 'ts']);
});
