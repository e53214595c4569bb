import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import * as publicNames from '../../src/index';
import * as testingNames from '../../src/testing';

const PROJECT = resolve(__dirname, '../..');
const FOLDERS = ['app', 'delivery', 'flux', 'infrastructure', 'traffic', 'workspace'].map(
  (folder) => `constructs/${folder}`,
);

/** What the examples take from the program around them, by name. */
const AROUND: Readonly<Record<string, string>> = {
  app: "import('cdk8s').App",
  backend: "import('../src/index').CanaryTarget",
  billing: "import('../src/index').CanaryTarget",
  chart: "import('cdk8s').Chart",
  cloud: "import('../src/index').Cluster",
  environment: "import('../src/index').Environment",
  frontend: "import('../src/index').CanaryTarget",
  manifests: "import('../src/testing').Manifests",
  laptop: "import('../src/index').Cluster",
  shop: "import('cdk8s').Chart",
  web: "import('../src/index').CanaryTarget",
  worker: "import('../src/index').CanaryTarget",
};
const CDK8S = ['ApiObject', 'Chart'];

/** The `@example`s of one file, as modules of somebody who has the package only. */
function examplesOf(path: string): string[] {
  const blocks = readFileSync(path, 'utf8').matchAll(/@example\n((?: *\*(?!\/).*\n)+?) *\*(?:\/| @)/g);
  return [...blocks].map(([, block = '']) => {
    const code = block.replaceAll(/^ *\* ?/gm, '');
    const uses = (name: string) => new RegExp(`(?<![\\w']|[^.]\\.)${name}\\b(?!['\\w:])`).test(code);
    const around = Object.keys(AROUND).filter((name) => uses(name) && !new RegExp(`const ${name}\\b`).test(code));
    return [
      `import { ${Object.keys(publicNames).filter(uses).join(', ')} } from '../src/index';`,
      `import type { InfrastructureComponent, MetricProvider, Platform } from '../src/index';`,
      `import { ${Object.keys(testingNames).filter(uses).join(', ')} } from '../src/testing';`,
      `import type { ManifestMatchers, Matcher } from '../src/testing';`,
      `import '../src/testing/jest';`,
      `import { ${CDK8S.filter(uses).join(', ')} } from 'cdk8s';`,
      ...around.map((name) => `declare const ${name}: ${AROUND[name] ?? ''};`),
      code,
    ].join('\n');
  });
}

function errorsOf(modules: ReadonlyMap<string, string>): string[] {
  const read = ts.readConfigFile(join(PROJECT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, PROJECT);
  const all = { ...options, noUnusedLocals: false };
  const disk = ts.createCompilerHost(all);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => modules.has(path) || disk.fileExists(path),
    readFile: (path) => modules.get(path) ?? disk.readFile(path),
    getSourceFile: (path, version) => {
      const text = modules.get(path);
      return text === undefined ? disk.getSourceFile(path, version) : ts.createSourceFile(path, text, version);
    },
  };
  const program = ts.createProgram([...modules.keys()], all, host);
  return [...modules.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map(
      ({ messageText }) =>
        `${path.slice(PROJECT.length)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}\n${modules.get(path) ?? ''}`,
    );
  });
}

test('every example of a docstring compiles for a user of the package', () => {
  const modules = new Map<string, string>();
  for (const folder of [...FOLDERS, 'testing']) {
    const root = join(PROJECT, 'src', folder);
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      for (const [index, code] of examplesOf(join(root, name)).entries()) {
        modules.set(join(PROJECT, 'example', `${`${folder}-${name}`.replaceAll(/\W/g, '-')}-${index}.ts`), code);
      }
    }
  }
  expect(modules.size).toBeGreaterThan(55);
  expect(errorsOf(modules)).toStrictEqual([]);
}, 60_000);
