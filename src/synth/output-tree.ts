import {
  chmodSync,
  closeSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { MARK } from './file-text';
import { explainFileError, outputError, outputTarget } from './output-target';
import { LockedError, takeLock } from './publish-lock';
import { leftoverName, removeLeftovers, swapIn } from './tree-swap';

/** What a publication came to. */
export interface Publication {
  /** Files in the output now. */
  readonly files: number;
  /** Files added, changed or removed. */
  readonly changed: number;
}

/**
 * The output folder while a new version of it is made. The new tree grows beside the old one, sharing the files that
 * stay the same, and takes its place in the end; until then nothing has changed.
 */
export class OutputTree {
  private readonly target: string;
  private readonly release: () => void;
  private readonly old: ReadonlySet<string>;
  private readonly written = new Set<string>();
  /** Unchanged files, as long as there is no new tree to link them into. */
  private readonly unchanged: string[] = [];
  private readonly directories = new Set<string>();
  private newTree: string | undefined;
  private changed = 0;

  /**
   * Takes the output folder over from other processes.
   *
   * @param folder as the user wrote it.
   * @param isKept whether a file of the old tree stays although it is not written again.
   * @throws {SynthError} if the folder cannot be replaced.
   */
  constructor(
    private readonly folder: string,
    private readonly isKept: (path: string) => boolean,
  ) {
    this.target = outputTarget(folder);
    this.release = this.guarded(() => this.lock());
    try {
      this.old = this.guarded(() => {
        removeLeftovers(this.target);
        return new Set(this.list(''));
      });
    } catch (error) {
      this.release();
      throw error;
    }
  }

  /** Adds a file. */
  write(path: string, text: string): void {
    this.guarded(() => {
      this.written.add(path);
      if (this.old.has(path) && this.isSame(path, text)) this.keep(path, text);
      else {
        this.changed += 1;
        writeFileSync(this.placeFor(path), text);
      }
    });
  }

  /** Puts the new tree in the place of the old one; leaves the old one alone when they are the same. */
  publish(): Publication {
    return this.guarded(() => {
      const gone = [...this.old].filter((path) => !this.written.has(path));
      for (const path of gone) {
        if (this.isKept(path)) this.keep(path);
        else this.remove(path);
      }
      const files = this.written.size + gone.filter((path) => this.isKept(path)).length;
      const missing = statSync(this.target, { throwIfNoEntry: false }) === undefined;
      if (this.changed > 0 || missing) swapIn(this.beginNewTree(), this.target);
      return { files, changed: this.changed };
    });
  }

  /** Gives the folder back, and drops a new tree that was not published. */
  close(): void {
    if (this.newTree !== undefined) rmSync(this.newTree, { recursive: true, force: true });
    this.release();
  }

  private lock(): () => void {
    mkdirSync(dirname(this.target), { recursive: true });
    try {
      return takeLock(join(dirname(this.target), `.${basename(this.target)}.lock`));
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      const remedy = `wait for it, or remove ${JSON.stringify(basename(error.path))} beside the folder if no synth is running`;
      throw outputError(this.folder, 'be free', `a lock of process ${error.owner}`, remedy);
    }
  }

  private list(directory: string): string[] {
    const at = join(this.target, directory);
    if (statSync(at, { throwIfNoEntry: false }) === undefined) return [];
    return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isDirectory()) return this.list(path);
      if (!entry.isFile()) throw this.foreign(path);
      return [path];
    });
  }

  private foreign(path: string): Error {
    const got = `${JSON.stringify(path)}, which synth did not write`;
    return outputError(this.folder, 'belong to synth alone', got, 'move it or delete it');
  }

  private isSame(path: string, text: string): boolean {
    const old = readFileSync(`${this.target}/${path}`, 'utf8');
    if (old === text) return true;
    if (!old.startsWith(MARK)) throw this.foreign(path);
    return false;
  }

  private keep(path: string, text?: string): void {
    if (this.newTree === undefined) this.unchanged.push(path);
    else this.linkOld(path, text);
  }

  private remove(path: string): void {
    const start = Buffer.alloc(Buffer.byteLength(MARK));
    const file = openSync(join(this.target, path), 'r');
    try {
      readSync(file, start);
    } finally {
      closeSync(file);
    }
    if (start.toString('utf8') !== MARK) throw this.foreign(path);
    this.changed += 1;
  }

  /** Shares a file with the old tree: it keeps its time stamp, and costs no writing. */
  private linkOld(path: string, text?: string): void {
    const [from, to] = [`${this.target}/${path}`, this.placeFor(path)];
    try {
      linkSync(from, to);
    } catch {
      // Not every file system has links, and some have few.
      if (text === undefined) copyFileSync(from, to);
      else writeFileSync(to, text);
    }
  }

  /** Where a file goes in the new tree, whose folder for it exists. */
  private placeFor(path: string): string {
    const tree = this.beginNewTree();
    const directory = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    if (!this.directories.has(directory)) {
      mkdirSync(`${tree}/${directory}`, { recursive: true });
      this.directories.add(directory);
    }
    return `${tree}/${path}`;
  }

  private beginNewTree(): string {
    if (this.newTree !== undefined) return this.newTree;
    const tree = leftoverName(this.target, 'new');
    mkdirSync(tree);
    this.newTree = tree;
    const old = statSync(this.target, { throwIfNoEntry: false });
    if (old !== undefined) chmodSync(tree, old.mode & 0o7777);
    for (const path of this.unchanged) this.linkOld(path);
    this.unchanged.length = 0;
    return tree;
  }

  private guarded<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw explainFileError(this.folder, error);
    }
  }
}
