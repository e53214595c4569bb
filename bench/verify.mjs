// That every tool wrote the same objects: without this, its time says nothing.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

/**
 * Compares what a tool wrote with what it was asked for.
 *
 * @param output a file or a folder
 * @param expected objects; only their kinds and names are compared when `exact` is false
 * @throws naming the first object that is missing, surplus or different
 */
export function verify(output, expected, { exact }) {
  const wanted = new Map(expected.map((object) => [keyOf(object), object]));
  const found = readObjects(output);
  for (const object of found) {
    const key = keyOf(object);
    const wish = wanted.get(key);
    if (wish === undefined) throw new Error(`${output}: objects must be those asked for, once each, got ${key}`);
    if (exact && canonical(object) !== canonical(wish)) {
      throw new Error(`${output}: ${key} must be\n${canonical(wish)}, got\n${canonical(object)}`);
    }
    wanted.delete(key);
  }
  const [missing] = wanted.keys();
  if (missing !== undefined) throw new Error(`${output}: ${wanted.size} objects are missing, the first is ${missing}`);
}

/** A digest of all files of an output, to see that a later run wrote the same as the one that was verified. */
export function digestOf(output) {
  const hash = createHash('sha256');
  for (const { path, name } of filesOf(output)) hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

function readObjects(output) {
  const files = filesOf(output).filter(({ name }) => !/\/kustomization\.yaml$/.test(name));
  return files.flatMap(({ path }) => loadAll(readFileSync(path, 'utf8'))).filter((object) => object !== null);
}

function filesOf(output) {
  if (!statSync(output).isDirectory()) return [{ path: output, name: '' }];
  const entries = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
  return paths.map((path) => ({ path, name: path.slice(output.length) }));
}

function keyOf({ apiVersion, kind, metadata }) {
  return `${apiVersion} ${kind} ${metadata?.namespace}/${metadata?.name}`;
}

function canonical(value) {
  return JSON.stringify(value, (_key, below) =>
    below === null || typeof below !== 'object' || Array.isArray(below)
      ? below
      : Object.fromEntries(Object.entries(below).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}
