import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of this run; `npm run e2e` makes it, and removes it when all tests have passed. */
export function runFolder(): string {
  const folder = process.env['E2E_FOLDER'];
  if (folder === undefined)
    throw new Error('E2E_FOLDER must be the folder of a run, got nothing; start the tests with npm run e2e');
  return folder;
}

/** A new folder below that of this run. */
export function scratchFolder(name: string): string {
  const folder = join(runFolder(), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A folder below that of this run that nobody had before, in no process: `name`, `name-2` and so on. */
export function newFolder(name: string): string {
  for (let count = 1; ; count += 1) {
    const folder = join(runFolder(), count === 1 ? name : `${name}-${count}`);
    try {
      mkdirSync(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** The file of a program that e2e/build has built. */
export function program(name: string): string {
  const programs = JSON.parse(readFileSync(join(runFolder(), 'programs.json'), 'utf8')) as Record<string, string>;
  const file = programs[name];
  if (file === undefined)
    throw new Error(
      `programs must have ${name}, got ${Object.keys(programs).join(', ')}; add it to e2e/build/programs.mjs`,
    );
  return file;
}

/** The file of the kubeconfig that this run was given for a cluster, if it was. */
export function givenKubeconfig(cluster: string): string | undefined {
  const given = JSON.parse(readFileSync(join(runFolder(), 'kubeconfigs.json'), 'utf8')) as Record<string, string>;
  return given[cluster];
}

/** Says something that the run's report has, after all tests. */
export function note(text: string, kind: 'seen' | 'not judged' | 'not stopped' = 'seen'): void {
  appendFileSync(join(runFolder(), 'notes'), `${JSON.stringify({ kind, text })}\n`);
}

/** The file of API definitions that e2e/build has made. */
export function definitionsFile(): string {
  return join(runFolder(), 'definitions.json');
}
