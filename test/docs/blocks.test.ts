import { compileErrors, moduleOf } from '../support/example-modules';
import { type Fence, fencesOf, pages, readPage } from './support/fences';
import { type CompiledBlock, PageCheck } from './support/page-check';

/** Vitest is no dependency of this repository: what the page about tests uses of it. */
const VITEST = `
declare module 'vitest' {
  export interface Matchers<T = any> {}
  export const expect: { extend(matchers: object): void; <T>(value: T): Matchers<T> };
}`;

// The API's pages show docstrings, whose examples test/constructs/examples.test.ts compiles.
const files = pages().filter((file) => !file.startsWith('docs/api/'));
const fences = new Map(files.map((file) => [file, fencesOf(file, readPage(file))]));
let checks: ReadonlyMap<string, PageCheck>;

/** All TypeScript of all pages, compiled together. */
function compileAll(): Map<Fence, CompiledBlock> {
  const blocks = [...fences.values()].flat().filter(({ language }) => language === 'ts');
  const modules = blocks.map((fence, index) => [fence, `page-${index}.ts`, moduleOf(fence.text)] as const);
  const texts = modules.map(([, name, { text }]) => [name, text] as const);
  const errors = compileErrors(new Map([...texts, ['vitest.d.ts', VITEST]]));
  return new Map(modules.map(([fence, name, module]) => [fence, { ...module, errors: errors.get(name) ?? [] }]));
}

beforeAll(() => {
  const compiled = compileAll();
  checks = new Map([...fences].map(([file, blocks]) => [file, new PageCheck(blocks, compiled)]));
}, 300_000);

test.each(files)('every block of %s is as it says', (file) => {
  expect(checks.get(file)?.problems.join('\n\n')).toBe('');
});

test('blocks are found, compiled, run and compared', () => {
  const total = { compiled: 0, run: 0, objects: 0, documents: 0, messages: 0 };
  for (const { count } of checks.values()) {
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += count[key];
  }
  expect(total.compiled).toBeGreaterThan(80);
  expect(total.run).toBeGreaterThan(40);
  expect(total.objects).toBeGreaterThan(800);
  expect(total.documents).toBeGreaterThan(40);
  expect(total.messages).toBeGreaterThan(35);
});
