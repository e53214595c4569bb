import { compileErrors, moduleOf } from '../support/example-modules';
import { type Fence, fencesOf, pages, readPage } from './support/fences';
import { type CompiledBlock, PageCheck } from './support/page-check';

/** Vitest is no dependency of this repository: what the page about tests uses of it. */
const VITEST = `
declare module 'vitest' {
  export interface Matchers<T = any> {}
  export const expect: { extend(matchers: object): void; <T>(value: T): Matchers<T> };
}`;

const files = pages();
const fences = new Map(files.map((file) => [file, fencesOf(file, readPage(file))]));
let compiled: ReadonlyMap<Fence, CompiledBlock>;

/** All TypeScript of all pages, compiled together. */
function compileAll(): Map<Fence, CompiledBlock> {
  const blocks = [...fences.values()].flat().filter(({ language }) => language === 'ts');
  const modules = blocks.map((fence, index) => [fence, `page-${index}.ts`, moduleOf(fence.text)] as const);
  const texts = modules.map(([, name, { text }]) => [name, text] as const);
  const errors = compileErrors(new Map([...texts, ['vitest.d.ts', VITEST]]));
  return new Map(modules.map(([fence, name, module]) => [fence, { ...module, errors: errors.get(name) ?? [] }]));
}

beforeAll(() => {
  compiled = compileAll();
}, 120_000);

test.each(files)('every block of %s is as it says', (file) => {
  const { problems } = new PageCheck(fences.get(file) ?? [], compiled);
  expect(problems.join('\n\n')).toBe('');
});
