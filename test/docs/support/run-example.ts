import * as cdk8s from 'cdk8s';
import * as constructs from 'constructs';
import ts from 'typescript';
import * as index from '../../../src/index';
import type { Manifest } from '../../../src/synth/manifest-resolver';
import { Synthesis } from '../../../src/synth/synthesis';
import * as testing from '../../../src/testing';
import type { ExampleModule } from '../../support/example-modules';
import { Around } from './around';

/** An object that an example makes, and the file it is written to. */
export interface WrittenObject {
  readonly path: string;
  readonly object: Manifest;
}

/** An app that an example makes, and which clusters of it are wanted. */
interface MadeApp {
  readonly app: cdk8s.App;
  /** @default - all */
  readonly clusters?: ReadonlySet<string>;
}

/**
 * Runs an example and synthesizes every app that it makes or adds to; its `app.synth()` writes nothing, and its tests
 * run at once.
 *
 * @returns everything that would be written.
 * @throws what the example throws, or everything that is wrong with its apps.
 */
export function runExample({ text, around }: ExampleModule): WrittenObject[] {
  const fleet = new Around();
  const apps: MadeApp[] = [];
  evaluate(text, {
    require: moduleLoader(apps),
    exports: {},
    test: (_title: string, body: () => void) => {
      body();
    },
    expect: expectWithoutSnapshots,
    ...Object.fromEntries(around.map((name) => [name, fleet.get(name)])),
  });
  if (fleet.root !== undefined) apps.push({ app: fleet.root });
  return apps.flatMap(writtenBy);
}

function evaluate(text: string, names: Readonly<Record<string, unknown>>): void {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  const { outputText } = ts.transpileModule(text, { compilerOptions });
  // Not node:vm: its objects are another realm's, and count as no plain data.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function(...Object.keys(names), outputText)(...Object.values(names));
}

function moduleLoader(apps: MadeApp[]): (name: string) => object {
  class GitOpsApp extends index.GitOpsApp {
    constructor(props?: index.GitOpsAppProps) {
      super(props);
      apps.push({ app: this, ...(props?.clusters && { clusters: new Set(props.clusters) }) });
    }

    override synth(): void {
      // The test synthesizes every app.
    }
  }
  class App extends cdk8s.App {
    constructor(props?: cdk8s.AppProps) {
      super(props);
      apps.push({ app: this });
    }

    override synth(): void {
      // The test synthesizes every app.
    }
  }
  const modules: Readonly<Record<string, () => object>> = {
    cdk8s: () => ({ ...cdk8s, App }),
    constructs: () => constructs,
    'cdk8s-progressive-delivery': () => ({ ...index, GitOpsApp }),
    'cdk8s-progressive-delivery/testing': () => testing,
    'cdk8s-progressive-delivery/testing/jest': () => {
      expect.extend(testing.manifestMatchers);
      return {};
    },
  };
  return (name) => {
    const load = modules[name];
    if (load === undefined) throw new Error(`an example may import ${Object.keys(modules).join(', ')}, got ${name}`);
    return load();
  };
}

/** Snapshots of examples belong to nobody. */
const expectWithoutSnapshots = Object.assign((value: unknown) => {
  // eslint-disable-next-line jest/valid-expect -- the example calls the matcher
  const matchers = expect(value);
  return Object.assign(matchers, { toMatchSnapshot: () => undefined });
}, expect);

function writtenBy({ app, clusters }: MadeApp): WrittenObject[] {
  if (!(app instanceof index.GitOpsApp)) {
    return testing.synth(app).map((object) => ({ path: '', object }));
  }
  const written: WrittenObject[] = [];
  new Synthesis(app, { clusters }).run(({ path, manifests }) => {
    written.push(...manifests.map((object) => ({ path: `dist/${path}`, object })));
  });
  return written;
}
