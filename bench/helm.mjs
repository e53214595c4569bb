import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { placeholders, substitute } from './templates.mjs';

/** One chart that ranges over the apps of its values, as fleets do with Helm. */
export function helm(folder, { fleet, objectsOf }) {
  const documents = objectsOf(placeholders).map(
    (object) => `---\n${stringify(object, { aliasDuplicateObjects: false })}`,
  );
  const template = substitute(documents.join(''), (name) => `{{ .${name} }}`);
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), stringify({ apiVersion: 'v2', name: 'bench', version: '0.1.0' }));
  writeFileSync(join(folder, 'values.yaml'), stringify({ apps: fleet }));
  writeFileSync(join(folder, 'templates', 'apps.yaml'), `{{- range .Values.apps }}\n${template}{{- end }}\n`);
  return ['template', 'bench', folder];
}
