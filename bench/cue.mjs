import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonWithExpressions, placeholders } from './templates.mjs';

/** A comprehension over the apps; the objects are marshalled as a YAML stream. */
export function cue(folder, { fleet, objectsOf }) {
  const template = jsonWithExpressions(objectsOf(placeholders), {
    whole: (name) => `app.${name}`,
    within: (text, parameter) => `"${text.replaceAll(parameter, '\\(app.$1)')}"`,
  });
  const main = join(folder, 'main.cue');
  const objects = `[for app in apps for object in ${template} {object}]`;
  writeFileSync(
    main,
    `package bench\n\nimport "encoding/yaml"\n\napps: ${JSON.stringify(fleet)}\n\n` +
      `objects: ${objects}\n\nstream: yaml.MarshalStream(objects)\n`,
  );
  return ['export', main, '--expression', 'stream', '--out', 'text'];
}
