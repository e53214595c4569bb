import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { validateManifest } from './schemas';

/** What {@link checkTree} found: how much it looked at, and every message as `file#document /pointer: reason`. */
interface TreeReport {
  readonly files: number;
  readonly documents: number;
  readonly messages: readonly string[];
}

/** Strictly validates every document of every YAML file below a folder. */
export function checkTree(folder: string): TreeReport {
  const files = yamlFiles(folder);
  const reports = files.map((file) => checkFile(folder, file));
  return {
    files: files.length,
    documents: reports.reduce((sum, { documents }) => sum + documents, 0),
    messages: reports.flatMap(({ messages }) => messages),
  };
}

function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort();
}

function checkFile(folder: string, file: string): { documents: number; messages: string[] } {
  const documents = parseAllDocuments(readFileSync(join(folder, file), 'utf8'));
  if (documents.length === 0) return { documents: 0, messages: [`${file}: must have a document`] };
  const messages = documents.flatMap((document, index) => {
    const found = document.errors.length > 0 ? document.errors.map(String) : validateManifest(document.toJS());
    return found.map((text) => `${file}#${index} ${text}`);
  });
  return { documents: documents.length, messages };
}
