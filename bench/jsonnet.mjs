import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonWithExpressions, placeholders } from './templates.mjs';

/** A comprehension over the apps; `-y` prints the objects as a YAML stream. */
export function jsonnet(folder, { fleet, objectsOf }) {
  const template = jsonWithExpressions(objectsOf(placeholders), {
    whole: (name) => `app.${name}`,
    within: (text, parameter) => `"${text.replaceAll(parameter, '" + app.$1 + "')}"`,
  });
  const main = join(folder, 'main.jsonnet');
  writeFileSync(join(folder, 'apps.json'), JSON.stringify(fleet));
  writeFileSync(main, `std.flatMap(function(app) ${template}, import 'apps.json')\n`);
  return ['-y', main];
}
