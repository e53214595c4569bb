import { spawnSync } from 'node:child_process';
import { Script } from 'node:vm';
import { parseScenario } from '../../../e2e/recorder/scenario-file';
import packageJson from '../../../package.json';
import { readRelease } from '../../../src/releases/read-release';
import { located } from '../../../src/releases/release-problem';
import type { ExampleModule, ModuleError } from '../../support/example-modules';
import { validateManifest } from '../../support/schemas';
import type { Fence } from './fences';
import { inFolder } from './in-folder';
import { runExample, type WrittenObject } from './run-example';
import { differences, parseShown, type ShownDocument } from './shown-yaml';

/** Blocks that a test of their own compares with what is really there: where they are, and how they begin. */
const TESTED_ELSEWHERE: readonly { readonly file: string; readonly begins: RegExp; readonly test: string }[] = [
  { file: 'docs/cli.md', begins: /^(Usage: |\$ cpd )/, test: 'cli.test.ts' },
  { file: 'README.md', begins: /^manifests must have/, test: 'package/tests/newcomer.test.ts' },
  { file: 'README.md', begins: /^laptop {2}cluster/, test: 'cli.test.ts' },
  { file: 'README.md', begins: /^(src\/main\.ts|synth found)/, test: 'readme.test.ts' },
  { file: 'docs/architecture.md', begins: /^ +main ─/, test: 'readme.test.ts' },
];

/** A TypeScript block as it is compiled, and what TypeScript says against it. */
export interface CompiledBlock extends ExampleModule {
  readonly errors: readonly ModuleError[];
}

/** How much a check has looked at. */
interface PageCount {
  /** Blocks of TypeScript. */
  compiled: number;
  /** Those that ran to their end. */
  run: number;
  /** Objects that they wrote. */
  objects: number;
  /** Documents of YAML. */
  documents: number;
  /** Messages of blocks that are wrong. */
  messages: number;
}

/** Checks the blocks of one page in their order. */
export class PageCheck {
  /** Everything that is not as the page shows it, behind file and line. */
  readonly problems: string[] = [];
  readonly count: PageCount = { compiled: 0, run: 0, objects: 0, documents: 0, messages: 0 };
  /** What the last block of TypeScript writes; nothing after one that is wrong. */
  private written: readonly WrittenObject[] | undefined;

  constructor(
    private readonly fences: readonly Fence[],
    private readonly compiled: ReadonlyMap<Fence, CompiledBlock>,
  ) {
    const rules: Readonly<Record<string, (fence: Fence) => void>> = {
      ts: (fence) => {
        this.checkTypeScript(fence);
      },
      yaml: (fence) => {
        this.checkYaml(fence);
      },
      text: (fence) => {
        this.checkText(fence);
      },
      console: (fence) => {
        this.checkText(fence);
      },
      sh: (fence) => {
        this.checkShell(fence);
      },
      js: (fence) => {
        this.checkJavaScript(fence);
      },
    };
    for (const fence of fences) {
      const rule = rules[fence.language];
      if (rule !== undefined) rule(fence);
      else
        this.report(
          fence,
          0,
          `the language of a block must be ${Object.keys(rules).join(', ')}, got "${fence.language}"`,
        );
    }
  }

  private checkTypeScript(fence: Fence): void {
    const block = this.compiled.get(fence);
    if (block === undefined) throw new Error(`${fence.file}:${fence.line} was not compiled`);
    const { errors } = block;
    this.count.compiled += 1;
    this.written = undefined;
    const message = this.messageBehind(fence);
    const failure = errors.length > 0 ? errors.map((error) => error.message).join('\n') : this.failureOf(fence, block);
    if (message !== undefined) this.compareMessage(fence, message, failure);
    else if (errors.length > 0) for (const error of errors) this.report(fence, error.line, error.message);
    else if (failure !== '') this.report(fence, 0, failure);
  }

  /** Runs a block; why it failed, or nothing. One that adds to somebody else's types is for the compiler only. */
  private failureOf(fence: Fence, block: CompiledBlock): string {
    if (/^declare module\b/m.test(block.text)) return '';
    let written: readonly WrittenObject[];
    try {
      written = inFolder(this.releasesFor(fence), () => runExample(block));
    } catch (error) {
      return messageOf(error);
    }
    this.written = written;
    this.count.run += 1;
    this.count.objects += written.length;
    const wrong = written.flatMap(({ path, object }) =>
      validateManifest(object).map((text) => `${path} ${String(object.kind)} ${text}`),
    );
    return wrong.join('\n');
  }

  private checkYaml(fence: Fence): void {
    const file = releaseFileOf(fence);
    if (file !== undefined) {
      this.checkRelease(fence, file);
      return;
    }
    if (/^# yaml-language-server: .*\/scenario\.schema\.json$/m.test(fence.text)) {
      this.checkScenario(fence);
      return;
    }
    const { documents, errors } = parseShown(fence.text);
    for (const { line, text } of errors) this.report(fence, line, text);
    if (errors.length > 0) return;
    this.count.documents += documents.length;
    const source = this.typeScriptBefore(fence);
    for (const document of documents) {
      if (source !== undefined) this.compareObject(fence, source, document);
      else if (hasKind(document.value)) this.checkObject(fence, document);
      else
        this.report(
          fence,
          0,
          'no rule covers this block: show objects behind the ts block that writes them, or a file behind the line "# releases/<name>.yaml"',
        );
    }
  }

  private checkScenario(fence: Fence): void {
    try {
      parseScenario('', fence.text);
    } catch (error) {
      this.report(fence, 0, messageOf(error));
    }
  }

  private checkObject(fence: Fence, document: ShownDocument): void {
    for (const text of validateManifest(document.value)) this.report(fence, document.lineOf([]), text);
  }

  private compareObject(fence: Fence, source: Fence, document: ShownDocument): void {
    const [, path] = /^# (dist\/\S+)$/m.exec(fence.text) ?? [];
    if (this.written === undefined) return;
    const found = this.written.find(
      (one) => (path ?? one.path) === one.path && titleOf(one.object) === titleOf(document.value),
    );
    if (found === undefined) {
      const titles = this.written.map((one) => `  ${one.path} ${titleOf(one.object)}`).join('\n');
      const what = `${path ?? 'an object'} ${titleOf(document.value)}`;
      this.report(fence, document.lineOf([]), `shows ${what}, but the block at line ${source.line} writes:\n${titles}`);
      return;
    }
    for (const { line, text } of differences(document, found.object)) {
      this.report(fence, line, `${text} by the block at line ${source.line}`);
    }
  }

  private checkRelease(fence: Fence, file: string): void {
    const found = located(file, readRelease(fence.text).problems).join('\n');
    const message = this.messageBehind(fence);
    if (message !== undefined) this.compareMessage(fence, message, found);
    else if (found !== '') this.report(fence, 0, found);
    this.count.documents += 1;
  }

  private checkText(fence: Fence): void {
    const before = this.fences[this.fences.indexOf(fence) - 1];
    if (before !== undefined && this.messageBehind(before) === fence) return;
    if (TESTED_ELSEWHERE.some(({ file, begins }) => file === fence.file && begins.test(fence.text))) return;
    this.report(
      fence,
      0,
      'no rule covers this block: a message goes behind the ts block, or the release file, that causes it',
    );
  }

  private checkShell(fence: Fence): void {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: fence.text, encoding: 'utf8' });
    if (status !== 0) this.report(fence, 0, stderr.trim());
  }

  private checkJavaScript(fence: Fence): void {
    try {
      new Script(fence.text);
    } catch (error) {
      this.report(fence, 0, String(error));
    }
    for (const [, path = ''] of fence.text.matchAll(/'cdk8s-progressive-delivery([^']*)'/g)) {
      if (!(`.${path}` in packageJson.exports)) this.report(fence, 0, `the package has no module ${path}`);
    }
  }

  private compareMessage(fence: Fence, message: Fence, got: string): void {
    this.count.messages += 1;
    if (message.text === got) return;
    const real = got === '' ? 'is right' : `gives\n${got}\n`;
    this.report(message, 0, `shows\n${message.text}\nbut the block at line ${fence.line} ${real}`);
  }

  /** The message of a block that is wrong: the text that comes next. */
  private messageBehind(fence: Fence): Fence | undefined {
    const next = this.fences[this.fences.indexOf(fence) + 1];
    const takes = fence.language === 'ts' || releaseFileOf(fence) !== undefined;
    return takes && next?.language === 'text' && next.section === fence.section ? next : undefined;
  }

  /** The block that writes what a block of YAML shows: the last one before it, other YAML aside. */
  private typeScriptBefore(fence: Fence): Fence | undefined {
    const before = this.fences.slice(0, this.fences.indexOf(fence)).filter(({ section }) => section === fence.section);
    const source = before.findLast(({ language }) => language !== 'yaml');
    return source?.language === 'ts' ? source : undefined;
  }

  /** The release files that the page shows right: of several the last one before a block, or else the next. */
  private releasesFor(fence: Fence): Map<string, string> {
    const at = this.fences.indexOf(fence);
    const order = [...this.fences.slice(at).reverse(), ...this.fences.slice(0, at)];
    return new Map(
      order.flatMap((one) => {
        const file = releaseFileOf(one);
        return file === undefined || this.messageBehind(one) !== undefined ? [] : [[file, one.text] as const];
      }),
    );
  }

  private report(fence: Fence, line: number, text: string): void {
    this.problems.push(`${fence.file}:${fence.line + line}: ${text}`);
  }
}

function releaseFileOf({ language, text }: Fence): string | undefined {
  return language === 'yaml' ? /^# (releases\/[\w-]+\.yaml)\n/.exec(text)?.[1] : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function hasKind(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && 'apiVersion' in value;
}

function titleOf(value: unknown): string {
  const { apiVersion, kind, metadata } = Object(value) as Record<string, unknown>;
  const { name } = Object(metadata) as Record<string, unknown>;
  return [apiVersion, kind, name].map(String).join(' ');
}
