import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './run';
import { packed } from './packed';

/** Unpacks the package into a folder, and gives the folder of the package in it. */
export async function unpackInto(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  await mustRun(folder, 'tar', ['-xzf', packed()]);
  return join(folder, 'package');
}

/** The paths of all files below a folder, sorted; none if there is no such folder. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => !entry.isDirectory());
  return entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}
