import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of files that lasts as long as a test. */
export class FileTree {
  readonly folder = mkdtempSync(join(tmpdir(), 'file-tree-')).replaceAll('\\', '/');

  /** @param files texts by path; a path that ends in a slash is an empty folder. */
  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(path.endsWith('/') ? file : dirname(file), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(file, text);
  }

  /** Text without the folder's own name. */
  short(text: string): string {
    return text.replaceAll(this.folder, 'FOLDER');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
