import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packed } from './packed';
import { type Ending, mustRun, progress, run } from './run';
import { temporaryFolder } from './temporary-folder';

/** Versions by the names of packages. */
export type Dependencies = Readonly<Record<string, string>>;

/** A project of a user of this package, in a folder of its own. */
export class ConsumerProject {
  /** A project with these files: texts by path. */
  static of(files: Readonly<Record<string, string>> = {}): ConsumerProject {
    const project = new ConsumerProject();
    for (const [path, text] of Object.entries(files)) project.write(path, text);
    return project;
  }

  /** A project that starts as a copy of a folder, without what may be installed there. */
  static copyOf(folder: string): ConsumerProject {
    const project = new ConsumerProject();
    const installed = join(folder, 'node_modules');
    cpSync(folder, project.folder, { recursive: true, filter: (path) => path !== installed });
    return project;
  }

  readonly folder = temporaryFolder('consumer');

  private constructor() {
    // Without one npm would look for a project in the folders above.
    this.write('package.json', '{ "private": true }\n');
  }

  /** Writes a file. */
  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /** Copies a file or a folder from elsewhere into the project. */
  add(from: string, to: string): void {
    cpSync(from, join(this.folder, to), { recursive: true });
  }

  /** The text of a file. */
  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Whether the project has a file or folder. */
  has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  /** Installs the packed package, these packages, and those that the project's package.json names. */
  async install(dependencies: Dependencies = {}): Promise<void> {
    const names = Object.entries(dependencies).map(([name, version]) => `${name}@${version}`);
    progress(`installing the package${names.length > 0 ? `, ${names.join(', ')}` : ''}`);
    const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact'];
    // A conflict of peers is an error here, not a warning that goes by.
    await mustRun(this.folder, 'npm', ['install', ...flags, '--strict-peer-deps', packed(), ...names]);
  }

  /** Runs a command in the project, or in a folder of it. */
  run(command: string, args: readonly string[] = [], options: RunOptions = {}): Promise<Ending> {
    return run(join(this.folder, options.in ?? '.'), command, args, options.env);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Where and how a {@link ConsumerProject} runs a command. */
export interface RunOptions {
  /** A folder of the project. @default - the project's own */
  readonly in?: string;
  /** Variables besides those of this process. @default - none */
  readonly env?: NodeJS.ProcessEnv;
}
