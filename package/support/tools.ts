import { join } from 'node:path';
import { REPOSITORY } from './packed';

/** Programs of the repository's own node_modules, for projects that need not install them: arguments of Node. */
const tool = (path: string) => join(REPOSITORY, 'node_modules', path);

export const TSC = tool('typescript/bin/tsc');
export const JEST = tool('jest/bin/jest.js');
export const ESBUILD = tool('esbuild/bin/esbuild');
// Run by path: neither can be resolved by name from a CommonJS module, so knip.json names them.
export const PUBLINT = tool('publint/src/cli.js');
export const ATTW = tool('@arethetypeswrong/cli/dist/index.js');
