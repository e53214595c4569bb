// Schemas of Kubernetes' own kinds: one file of shared definitions, and per kind a file that points into it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slim } from './slim.mjs';

const PREFIX = '#/components/schemas/';

/**
 * @param {string} folder the unpacked Kubernetes module
 * @param {Record<string, string[]>} kinds
 * @returns {{ definitions: Record<string, object>, resources: { apiVersion: string, kind: string, definition: string }[] }}
 */
export function readKubernetes(folder, kinds) {
  const definitions = {};
  const resources = [];
  for (const [apiVersion, names] of Object.entries(kinds)) {
    const all = readComponents(folder, apiVersion);
    for (const kind of names) {
      const definition = definitionOf(all, apiVersion, kind);
      collect(definition, all, definitions, apiVersion);
      resources.push({ apiVersion, kind, definition });
    }
  }
  return { definitions: sorted(definitions), resources };
}

function readComponents(folder, apiVersion) {
  const api = apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`;
  const file = `${api.replaceAll('/', '__')}_openapi.json`;
  return JSON.parse(readFileSync(join(folder, 'api/openapi-spec/v3', file), 'utf8')).components.schemas;
}

function definitionOf(all, apiVersion, kind) {
  const [version, group = ''] = apiVersion.split('/').reverse();
  const found = Object.keys(all).find((name) =>
    all[name]['x-kubernetes-group-version-kind']?.some(
      (gvk) => gvk.group === group && gvk.version === version && gvk.kind === kind,
    ),
  );
  if (found === undefined) throw new Error(`kubernetes: ${apiVersion} must have ${kind}, got none; fix sources.mjs`);
  return found;
}

/** Adds a definition and all it refers to. The documents of the API groups repeat what they share: it must be the same. */
function collect(name, all, into, apiVersion) {
  const definition = rewriteReferences(slim(all[name]));
  // Names the group's own kinds that share the type (`DeleteOptions`), so it differs from document to document.
  delete definition['x-kubernetes-group-version-kind'];
  const text = JSON.stringify(definition);
  if (into[name] !== undefined) {
    if (JSON.stringify(into[name]) !== text) throw new Error(`kubernetes: ${name} of ${apiVersion} differs between documents`);
    return;
  }
  into[name] = definition;
  for (const [, reference] of text.matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g)) collect(reference, all, into, apiVersion);
}

function rewriteReferences(value) {
  if (Array.isArray(value)) return value.map(rewriteReferences);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? `#/definitions/${inner.slice(PREFIX.length)}` : rewriteReferences(inner),
    ]),
  );
}

function sorted(object) {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
