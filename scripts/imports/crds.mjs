// Reads CustomResourceDefinitions and keeps of each the wanted versions, without descriptions.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { slim } from './slim.mjs';

/**
 * @typedef {object} Crd
 * @property {string} group
 * @property {string} kind
 * @property {string} plural
 * @property {string} file where it was found
 * @property {{ name: string, schema: object }[]} versions in the order of the source's `resources`
 */

/** The wanted definitions of one source, as `source.resources` lists them. Throws when one is missing. */
export function readCrds(source, folder) {
  const files = source.files ?? readdirSync(folder).sort();
  const definitions = files.flatMap((file) =>
    readDefinitions(join(folder, file), source.mendQuotes === true).map((definition) => ({ ...definition, file })),
  );
  const wanted = new Map();
  for (const resource of source.resources) {
    const [kind, version] = resource.split('/');
    wanted.set(kind, [...(wanted.get(kind) ?? []), version]);
  }
  return [...wanted].map(([kind, versions]) => {
    const definition = definitions.find((candidate) => candidate.spec.names.kind === kind);
    if (definition === undefined) throw new Error(`${source.module}: files must define ${kind}, got none; fix sources.mjs`);
    const { group, names } = definition.spec;
    return {
      group,
      kind,
      plural: names.plural,
      file: definition.file,
      versions: versions.map((name) => ({ name, schema: schemaOf(definition, name, source) })),
    };
  });
}

export function readDefinitions(file, mendQuotes) {
  const text = readFileSync(file, 'utf8');
  return parseAllDocuments(mendQuotes ? withoutQuotedDescriptions(text) : text)
    .map((document) => {
      if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0].message}`);
      return document.toJS();
    })
    .filter((object) => object?.kind === 'CustomResourceDefinition');
}

/**
 * Flagger's quoted descriptions go on at the indentation of their own key, which YAML forbids and many parsers, cdk8s's among
 * them, refuse. Descriptions are dropped anyway, so it is enough to drop these before parsing.
 */
function withoutQuotedDescriptions(text) {
  return text.replace(/^( *)description: '(?:[^']|'')*'[ \t]*$/gm, "$1description: ''");
}

function schemaOf(definition, version, source) {
  const { spec } = definition;
  const entry = spec.versions.find((candidate) => candidate.name === version);
  // apiextensions v1beta1 has one schema for all versions; v1 one in each.
  const schema = entry?.schema?.openAPIV3Schema ?? (entry && spec.validation?.openAPIV3Schema);
  if (schema === undefined) {
    const served = spec.versions.map((candidate) => candidate.name).join(', ');
    throw new Error(`${source.module}: ${spec.names.kind} must have ${version}, got ${served}; fix sources.mjs`);
  }
  const slimmed = slim(schema);
  return source.correct ? source.correct(slimmed, `${spec.names.kind}/${version}`) : slimmed;
}
