import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { readDocuments, YamlReadError } from '../../manifest/yaml-reader';
import { readText } from '../../releases/read-text';
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
    return this.entries(path)
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && /\.ya?ml$/.test(entry.name))
      .flatMap(({ name }) => this.inFile(posix.join(path, name)));
  }

  /** The objects in one file. */
  inFile(path: string): Manifest[] {
    const file = posix.join(this.root, path);
    if (!this.has(path)) {
      this.problems.push(`${file} must be there, got nothing of that name; run "npx cdk8s synth"`);
      return [];
    }
    const { text, problem } = readText(file);
    if (text === undefined) {
      this.problems.push(`${file} ${problem}`);
      return [];
    }
    try {
      return readDocuments(text.replace(/^\uFEFF/, ''), file).flatMap(({ value }) => flattened(value));
    } catch (error) {
      if (!(error instanceof YamlReadError)) throw error;
      this.problems.push(error.message);
      return [];
    }
  }

  private entries(path: string): Dirent[] {
    const folder = posix.join(this.root, path);
    if (!this.has(path)) return [];
    try {
      return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      this.problems.push(`${folder} must be a folder that can be read, got ${code}; allow reading it`);
      return [];
    }
  }
}

/** A `List` stands for its items. */
function flattened(value: unknown): Manifest[] {
  return fieldOf(value, 'kind') === 'List' ? [...listOf(value, 'items')] : [value];
}
