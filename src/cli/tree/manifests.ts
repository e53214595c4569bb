import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { readDocuments, YamlReadError } from '../../manifest/yaml-reader';
import { readText } from '../../releases/read-text';
import { plainText } from '../plain-text';
import { fieldOf, listOf } from './fields';

/** One Kubernetes object, or whatever a YAML document holds. */
export type Manifest = unknown;

/** Reads the manifests of a tree, and collects what cannot be read instead of giving up. */
export class Manifests {
  /** What cannot be read and why, a message each. */
  readonly problems: string[] = [];

  /** @param root the folder that all paths are relative to. */
  constructor(private readonly root: string) {}

  /** Names of the folders in a folder, sorted; none where it is not there. */
  folders(path: string): string[] {
    return this.entries(path)
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  }

  /** Whether there is a file or a folder of that path. */
  has(path: string): boolean {
    return existsSync(posix.join(this.root, path));
  }

  /** The objects in all YAML files of one folder, in the order of the files' names. */
  inFolder(path: string): Manifest[] {
    if (this.misses(path)) return [];
    return this.entries(path)
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && /\.ya?ml$/.test(entry.name))
      .flatMap(({ name }) => this.inFile(posix.join(path, name)));
  }

  /** The objects in one file. */
  inFile(path: string): Manifest[] {
    if (this.misses(path)) return [];
    const file = posix.join(this.root, path);
    const { text, problem } = readText(file);
    if (text === undefined) return this.report(`${file} ${problem}`);
    try {
      return readDocuments(text.replace(/^\uFEFF/, ''), file).flatMap(({ value }) => flattened(value));
    } catch (error) {
      if (!(error instanceof YamlReadError)) throw error;
      return this.report(error.message);
    }
  }

  private entries(path: string): Dirent[] {
    const folder = posix.join(this.root, path);
    if (!this.has(path)) return [];
    try {
      return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      return this.report(`${folder} must be a folder that can be read, got ${code}; allow reading it`);
    }
  }

  private misses(path: string): boolean {
    if (this.has(path)) return false;
    this.report(`${posix.join(this.root, path)} must be there, got nothing of that name; run "npx cdk8s synth"`);
    return true;
  }

  private report(problem: string): never[] {
    this.problems.push(plainText(problem));
    return [];
  }
}

/** A `List` stands for its items. */
function flattened(value: unknown): Manifest[] {
  return fieldOf(value, 'kind') === 'List' ? [...listOf(value, 'items')] : [value];
}
