// What a chart's templates say of its values beyond their defaults: maps that are printed whole take any keys, and values may be
// read that have no default.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PATH = String.raw`\.Values((?:\.\w+)+)(?![\w(])`;
const COMMENT = /\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g;
/** `(.Values.a).b` reads `.Values.a.b` where `a` may be missing. */
const CAREFUL = /\((\$?\.Values(?:\.\w+)*)\)(?=\.\w)/g;
/** An action that prints, or goes through, all of what it is given. */
const WHOLE_ACTION = /\{\{[^{}]*\b(?:toYaml|toJson|toPrettyJson|range|tpl)\b[^{}]*\}\}/g;
/** The same of what `with` has opened, up to the next action. */
const WHOLE_BLOCK = new RegExp(
  String.raw`\{\{-?\s*(?:with|if)\s+\(?[^{}]*?${PATH}[^{}]*\}\}[^{}]*\{\{-?\s*(?:toYaml|range|tpl)[^{}]*\s\.[\s)|][^{}]*\}\}`,
  'g',
);

/**
 * @returns the values that templates use, as paths: `used` all of them, `whole` those that they print whole.
 * @param {string} folder a chart's folder.
 */
export function readTemplates(folder) {
  const text = templateFiles(folder)
    .map((file) => readFileSync(file, 'utf8').replaceAll(COMMENT, '').replaceAll(CAREFUL, '$1'))
    .join('\n');
  const actions = [...text.matchAll(WHOLE_ACTION)].flatMap(([action]) => paths(action));
  const blocks = [...text.matchAll(WHOLE_BLOCK)].map(([, path]) => split(path));
  return { used: paths(text), whole: [...actions, ...blocks] };
}

function templateFiles(folder) {
  return readdirSync(join(folder, 'templates'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/NOTES\.txt$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const paths = (text) => [...text.matchAll(new RegExp(PATH, 'g'))].map(([, path]) => split(path));

const split = (path) => path.slice(1).split('.');
