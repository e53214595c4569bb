// Some programs cannot be told what a test on somebody's laptop must have. They are built from a copy of their module in which
// a few texts are replaced.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Writes a copy of a module, with texts replaced, and beside it a go.mod and go.sum that build it.
 *
 * @param {string} module path of the module
 * @param {string} source its folder, which stays as it is
 * @param {string} pins folder of the go.mod and go.sum that build it unchanged
 * @param {Record<string, [from: string, to: string]>} replacements by file; each text must be in its file once
 * @param {string} target an empty folder
 */
export function writePatchedModule(module, source, pins, replacements, target) {
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = relative(source, join(entry.parentPath, entry.name));
    const copy = join(target, 'module', file);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, readFileSync(join(source, file)));
  }
  for (const [file, [from, to]] of Object.entries(replacements)) {
    const copy = join(target, 'module', file);
    const parts = readFileSync(copy, 'utf8').split(from);
    if (parts.length !== 2)
      throw new Error(`${module}: ${file} must hold ${from} once, got ${parts.length - 1}; see what has become of it`);
    writeFileSync(copy, parts.join(to));
  }
  const pinned = readFileSync(join(pins, 'go.mod'), 'utf8');
  writeFileSync(join(target, 'go.mod'), `${pinned}\nreplace ${module} => ./module\n`);
  writeFileSync(join(target, 'go.sum'), readFileSync(join(pins, 'go.sum')));
}
