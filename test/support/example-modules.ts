import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { freeNames } from './free-names';

const PROJECT = resolve(__dirname, '../..');
const PACKAGE = 'cdk8s-progressive-delivery';

/** What examples take from the program around them: names, and their types in the package or in cdk8s. */
const AROUND = {
  app: `import('${PACKAGE}').GitOpsApp`,
  backend: `import('${PACKAGE}').CanaryTarget`,
  billing: `import('${PACKAGE}').CanaryTarget`,
  chart: `import('cdk8s').Chart`,
  cloud: `import('${PACKAGE}').Cluster`,
  dev: `import('${PACKAGE}').Environment`,
  environment: `import('${PACKAGE}').Environment`,
  frontend: `import('${PACKAGE}').CanaryTarget`,
  laptop: `import('${PACKAGE}').Cluster`,
  manifests: `import('${PACKAGE}/testing').Manifests`,
  prod: `import('${PACKAGE}').Environment`,
  shop: `import('${PACKAGE}').TeamWorkspace`,
  web: `import('${PACKAGE}').CanaryTarget`,
  worker: `import('${PACKAGE}').CanaryTarget`,
} as const;

/** A name that examples take from the program around them. */
export type AroundName = keyof typeof AROUND;

const IMPLICIT: readonly (readonly [from: string, names: readonly string[]])[] = [
  [PACKAGE, exportsOf('src/index.ts')],
  [`${PACKAGE}/testing`, exportsOf('src/testing/index.ts')],
  ['cdk8s', ['ApiObject', 'App', 'Chart', 'JsonPatch']],
  ['constructs', ['Construct', 'IConstruct']],
];

/** One example as a module of somebody who has the package only. */
export interface ExampleModule {
  /** The module's text: a line of what is implied, then the example. */
  readonly text: string;
  /** What it takes from the program around it. */
  readonly around: readonly AroundName[];
}

/** Makes a module of an example. What it does not import is implied; one with imports of its own must import all it needs. */
export function moduleOf(code: string): ExampleModule {
  const free = freeNames(code);
  const complete = /^import\b/m.test(code);
  const imports = (complete ? [] : IMPLICIT).flatMap(([from, names]) => {
    const used = names.filter((name) => free.has(name));
    return used.length === 0 ? [] : [`import { ${used.join(', ')} } from '${from}';`];
  });
  const around = (Object.keys(AROUND) as AroundName[]).filter((name) => free.has(name));
  const declared = around.map((name) => `declare const ${name}: ${AROUND[name]};`);
  return { text: [...imports, ...declared, 'export {};'].join(' ') + `\n${code}`, around };
}

/** What TypeScript says against one module. */
export interface ModuleError {
  /** Line of the example, from 1. */
  readonly line: number;
  /** Column of that line, from 0. */
  readonly column: number;
  /** `error TS2322: …`. */
  readonly message: string;
}

/** Compiles modules, by name, in strict mode and in one program; what is wrong with each. */
export function compileErrors(modules: ReadonlyMap<string, string>): Map<string, ModuleError[]> {
  const paths = new Map([...modules].map(([name, text]) => [join(PROJECT, 'example', name), text]));
  const program = ts.createProgram([...paths.keys()], compilerOptions(), hostWith(paths));
  return new Map(
    [...modules.keys()].map((name) => {
      const file = program.getSourceFile(join(PROJECT, 'example', name));
      const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      return [name, found.map(moduleError)];
    }),
  );
}

function moduleError({ file, start, code, messageText }: ts.Diagnostic): ModuleError {
  const message = `error TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  const { line, character } = file?.getLineAndCharacterOfPosition(start ?? 0) ?? { line: 0, character: 0 };
  return { line, column: character, message };
}

function compilerOptions(): ts.CompilerOptions {
  const read = ts.readConfigFile(join(PROJECT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, PROJECT);
  return {
    ...options,
    noUnusedLocals: false,
    baseUrl: PROJECT,
    paths: {
      [PACKAGE]: ['src/index.ts'],
      [`${PACKAGE}/testing`]: ['src/testing/index.ts'],
      [`${PACKAGE}/testing/jest`]: ['src/testing/jest.ts'],
    },
  };
}

function hostWith(modules: ReadonlyMap<string, string>): ts.CompilerHost {
  const disk = ts.createCompilerHost({});
  return {
    ...disk,
    fileExists: (path) => modules.has(path) || disk.fileExists(path),
    readFile: (path) => modules.get(path) ?? disk.readFile(path),
    getSourceFile: (path, version) => {
      const text = modules.get(path);
      return text === undefined ? disk.getSourceFile(path, version) : ts.createSourceFile(path, text, version);
    },
  };
}

/** The names that an index exports, one by one. */
function exportsOf(index: string): string[] {
  const path = join(PROJECT, index);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022);
  return source.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) &&
    statement.exportClause !== undefined &&
    ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : [],
  );
}
