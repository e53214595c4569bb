import { compileErrors, moduleOf } from '../support/example-modules';
import type { Row } from './row';
import { analysis } from './rows/analysis';
import { fleet } from './rows/fleet';
import { providers } from './rows/providers';
import { strategies } from './rows/strategies';
import { targets } from './rows/targets';

const MARK = '▶';
const rows: readonly Row[] = [...strategies, ...providers, ...targets, ...analysis, ...fleet];

/** What the compiler says of the code of one column, by the row's name; all of it is one program. */
let errors: ReturnType<typeof compileErrors>;

beforeAll(() => {
  errors = compileErrors(
    new Map(
      rows.flatMap(({ right, wrong }, index) => [
        [`right-${index}.ts`, moduleOf(right).text],
        [`wrong-${index}.ts`, moduleOf(wrong.replace(MARK, '')).text],
      ]),
    ),
  );
}, 60_000);

/** Line and column of the mark, as the compiler counts them. */
function markedPlace(code: string): { readonly line: number; readonly column: number } {
  const before = code.slice(0, code.indexOf(MARK)).split('\n');
  return { line: before.length, column: before.at(-1)?.length ?? 0 };
}

describe.each(rows.map((row, index) => [row.name, row, index] as const))('%s', (_name, { wrong, says }, index) => {
  test('does not compile, for that reason and at that place', () => {
    const [code, part] = says;
    expect(wrong.split(MARK)).toHaveLength(2);
    expect(errors.get(`wrong-${index}.ts`)).toStrictEqual([
      { ...markedPlace(wrong), message: expect.stringMatching(new RegExp(`^error TS${code}: `)) as string },
    ]);
    expect(errors.get(`wrong-${index}.ts`)?.[0]?.message).toContain(part);
  });

  test('compiles when it is said right', () => {
    expect(errors.get(`right-${index}.ts`)).toStrictEqual([]);
  });
});

test('there are many, and each is another', () => {
  expect(rows.length).toBeGreaterThanOrEqual(25);
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  expect(new Set(rows.map(({ wrong }) => wrong)).size).toBe(rows.length);
});
