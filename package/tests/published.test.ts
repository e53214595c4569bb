import { packed, REPOSITORY } from '../support/packed';
import { run } from '../support/run';
import { ATTW, PUBLINT } from '../support/tools';

/** An entry point under one way of looking for modules, as attw reports it. */
interface Resolution {
  readonly resolutionKind: string;
  readonly resolution?: { readonly fileName: string };
}

interface Report {
  readonly analysis: {
    readonly entrypoints: Readonly<Record<string, { readonly resolutions: Readonly<Record<string, Resolution>> }>>;
    readonly problems: readonly object[];
  };
}

test('publint finds nothing, suggestions included', async () => {
  const { code, output } = await run(REPOSITORY, process.execPath, [PUBLINT, 'run', packed(), '--strict']);
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('All good!') as string });
});

test('attw finds every entry point, old resolution and new, from CommonJS and from ES modules', async () => {
  const { code, output } = await run(REPOSITORY, process.execPath, [ATTW, packed(), '--format', 'json']);
  const { analysis } = JSON.parse(output) as Report;
  expect(analysis.problems).toStrictEqual([]);
  expect(code).toBe(0);
  const found = Object.entries(analysis.entrypoints).map(([name, { resolutions }]) => [
    name,
    Object.values(resolutions)
      .filter(({ resolution }) => resolution !== undefined)
      .map(({ resolutionKind }) => resolutionKind)
      .sort(),
  ]);
  const every = ['bundler', 'node10', 'node16-cjs', 'node16-esm'];
  expect(Object.fromEntries(found)).toMatchObject({ '.': every, './testing': every, './testing/jest': every });
});
