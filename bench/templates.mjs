// One app's objects with its parameters as placeholders, from which each peer's template is made. So every tool is
// asked for the same objects, and a change of the objects reaches all of them.

const MARK = 'PARAMETER_';
const PARAMETER = /PARAMETER_([A-Za-z]+)/g;

/** Stands in for an app's parameters; whatever builds the objects passes them on as it would real ones. */
export const placeholders = Object.fromEntries(
  ['name', 'namespace', 'tag', 'color', 'minReplicas', 'maxReplicas'].map((name) => [name, MARK + name]),
);

/** Replaces the placeholders within a text: YAML, where a plain `{{ .name }}` needs no quotes. */
export function substitute(text, expression) {
  return text.replaceAll(PARAMETER, (_, name) => expression(name));
}

/** JSON text whose placeholders became expressions of a language that has JSON as a subset. */
export function jsonWithExpressions(value, { whole, within }) {
  return JSON.stringify(value, null, 2).replaceAll(/"((?:[^"\\]|\\.)*)"/g, (quoted, text) => {
    const exact = new RegExp(`^${PARAMETER.source}$`).exec(text);
    if (exact !== null) return whole(exact[1]);
    return text.includes(MARK) ? within(text, PARAMETER) : quoted;
  });
}
