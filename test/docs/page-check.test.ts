import { type ModuleError, moduleOf } from '../support/example-modules';
import { fencesOf } from './support/fences';
import { PageCheck } from './support/page-check';

/** What the check says of a page; the compiler has nothing to say here, unless the line and the error are given. */
function problemsOf(page: string, ...errors: ModuleError[]): string[] {
  const fences = fencesOf('page.md', page.trimStart());
  const blocks = fences.filter(({ language }) => language === 'ts');
  return new PageCheck(fences, new Map(blocks.map((fence) => [fence, { ...moduleOf(fence.text), errors }]))).problems;
}

const SPLIT = `
\`\`\`ts
new TrafficSplit(shop, 'search', { service: 'search', backends: [{ service: 'blue', weight: 90 }, { service: 'green', weight: 10 }] });
\`\`\`
`;

function yaml(spec: string): string {
  const head =
    'apiVersion: split.smi-spec.io/v1alpha2\nkind: TrafficSplit\nmetadata:\n  name: search\n  namespace: shop\n';
  return `${SPLIT}\n\`\`\`yaml\n${head}spec:\n${spec}\n\`\`\`\n`;
}

describe('a block of YAML behind one of TypeScript', () => {
  test.each([
    [
      'all of it',
      '  backends:\n    - service: blue\n      weight: 90\n    - service: green\n      weight: 10\n  service: search',
    ],
    ['a map and its rest', '  service: search\n  # ...'],
    ['a list and its rest', '  backends:\n    # ...\n    - service: green\n      # ...\n  service: search'],
    ['a list whose value is left out', '  backends: # ...\n  service: search'],
  ])('may show %s', (_title, spec) => {
    expect(problemsOf(yaml(spec))).toStrictEqual([]);
  });

  test.each([
    ['another value', '  service: serach\n  # ...', '/spec/service shows "serach", but "search" is written'],
    ['a field too many', '  service: search\n  weight: 1\n  # ...', '/spec/weight shows 1, but nothing is written'],
    ['less than all', '  service: search', '/spec leaves out backends: show it, or write the line # ...'],
    [
      'items in another order',
      '  backends:\n    - service: green\n      # ...\n    # ...\n  # ...',
      '/spec/backends/0/service shows "green", but "blue" is written',
    ],
    [
      'an item that is not there',
      '  backends:\n    # ...\n    - service: red\n      # ...\n  # ...',
      expect.stringMatching('^/spec/backends/1 shows .* no such item is written'),
    ],
  ])('must not show %s', (_title, spec, text: unknown) => {
    expect(
      problemsOf(yaml(spec)).map((problem) => problem.replace(/^page\.md:\d+: (.*) by the block at line 1$/, '$1')),
    ).toStrictEqual([text]);
  });

  test('is named by the line that differs', () => {
    expect(problemsOf(yaml('  # ...\n  service: serach'))).toStrictEqual([
      expect.stringMatching(/^page\.md:13: \/spec\/service shows "serach"/),
    ]);
  });

  test('must show an object that is written, in the file that is named', () => {
    const elsewhere = yaml('  # ...').replace('apiVersion', '# dist/apps/dev/shop/split.yaml\napiVersion');
    expect(problemsOf(elsewhere)).toStrictEqual([
      expect.stringContaining(
        'shows dist/apps/dev/shop/split.yaml split.smi-spec.io/v1alpha2 TrafficSplit search, but the block at line 1',
      ),
    ]);
  });

  test('belongs to the block of its own section only', () => {
    expect(problemsOf(yaml('  service: serach').replace('```yaml', '## Next\n\n```yaml'))).toStrictEqual([
      "page.md:8: /spec: must have required property 'backends'",
    ]);
  });
});

describe('a block of TypeScript', () => {
  const wrong = SPLIT.replace('weight: 90', 'weight: 0.5');
  const message = (text: string) => `\n\`\`\`text\n${text}\n\`\`\`\n`;
  const found =
    'synth found 1 problem and wrote nothing:\n' +
    '  laptop/dev/shop/search: backends[0].weight must be a whole number of at least 0, got 0.5; for example 1';

  test('must be right, unless its message follows', () => {
    expect(problemsOf(wrong)).toStrictEqual([`page.md:1: ${found}`]);
    expect(problemsOf(wrong + message(found))).toStrictEqual([]);
  });

  test('must be as wrong as its message says', () => {
    expect(problemsOf(wrong + message('synth found nothing'))).toStrictEqual([
      `page.md:5: shows\nsynth found nothing\nbut the block at line 1 gives\n${found}\n`,
    ]);
    expect(problemsOf(SPLIT + message(found))).toStrictEqual([
      `page.md:5: shows\n${found}\nbut the block at line 1 is right`,
    ]);
  });

  test('must compile, and is named by the line that does not', () => {
    const error = { line: 1, column: 0, message: 'error TS2304: none' };
    expect(problemsOf(SPLIT, error)).toStrictEqual(['page.md:2: error TS2304: none']);
    expect(problemsOf(SPLIT + message('error TS2304: none'), error)).toStrictEqual([]);
  });

  test('must write objects that the API server takes', () => {
    const widget =
      "```ts\nnew ApiObject(chart, 'pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { container: [] } });\n```";
    expect(problemsOf(widget)).toStrictEqual([
      expect.stringContaining('dist/chart.k8s.yaml Pod /spec: must not have the unknown field container'),
    ]);
  });
});

describe('a block that no rule covers is refused', () => {
  test.each(['', 'typescript', 'ts wrong', 'json', 'yml'])('with the language "%s"', (language) => {
    expect(problemsOf(`\`\`\`${language}\na\n\`\`\``)).toStrictEqual([
      `page.md:1: the language of a block must be ts, yaml, text, console, sh, js, got "${language}"`,
    ]);
  });

  test('in a list, a quotation, between tildes, or without an end', () => {
    for (const page of ['- a\n\n  ```json\n  {}\n  ```', '> ```json\n> {}\n> ```', '~~~json\n{}\n~~~', '```json\n{}']) {
      expect(problemsOf(page)).toStrictEqual([expect.stringContaining('the language of a block must be')]);
    }
  });

  test.each([
    ['text behind nothing', '```text\na\n```', /^page\.md:1: no rule covers this block/],
    ['YAML that is neither object nor file', '```yaml\na: 1\n```', /^page\.md:1: no rule covers this block/],
    ['YAML that is none', '```yaml\na: 1\na: 2\n```', /^page\.md:3: .*unique/],
    ['shell that is none', '```sh\nif true\n```', /^page\.md:1: .*unexpected end of file/],
    ['JavaScript that is none', '```js\nmodule.exports = {\n```', /^page\.md:1: SyntaxError/],
    [
      'JavaScript with a module that the package lacks',
      "```js\nrequire('cdk8s-progressive-delivery/jest');\n```",
      /no module \/jest/,
    ],
    [
      'a wrong release file',
      '```yaml\n# releases/dev.yaml\nshop: { backend: { tag: 1 } }\n```',
      /^page\.md:1: releases\/dev\.yaml:2/,
    ],
  ])('%s', (_title, page, problem) => {
    expect(problemsOf(page)).toStrictEqual([expect.stringMatching(problem)]);
  });
});
