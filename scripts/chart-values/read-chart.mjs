// The facts of a chart: from its values.yaml, its values.schema.json, its templates, and the same of its dependencies.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { factOfDefault, factOfSchema, merge, sorted } from './facts.mjs';
import { readTemplates } from './templates.mjs';

/** Maps with defaults that take any further keys although no template says so in a way that can be read off it. */
const OPEN = {
  // Written as an ini file by a helper.
  grafana: [['grafana.ini']],
};

/**
 * @param {string} folder the chart's folder; dependencies are looked for in its `charts/`.
 * @returns {Record<string, unknown>} the facts of its values, by key.
 */
export function readChart(folder) {
  const { name, dependencies = [] } = readYaml(join(folder, 'Chart.yaml'));
  let facts = merge(factOfDefault(defaults(folder)), schemaFacts(folder));
  const { used, whole } = readTemplates(folder);
  for (const path of used) facts = use(facts, path);
  for (const path of [...whole, ...(OPEN[name] ?? [])]) facts = open(facts, path);
  for (const dependency of dependencies) facts = merge(dependencyFacts(folder, dependency), facts);
  return sorted(facts);
}

/** A dependency's values are below its name. What its parent sets there are further defaults. */
function dependencyFacts(folder, { name, alias = name, condition }) {
  const subchart = join(folder, 'charts', name);
  const facts = existsSync(join(subchart, 'Chart.yaml')) ? { [alias]: readChart(subchart) } : {};
  return condition === undefined ? facts : merge(facts, nested(condition.split('.'), 'boolean'));
}

/** Istio's charts keep their defaults below a key, to put a profile between them and what the user sets. */
function defaults(folder) {
  const file = join(folder, 'values.yaml');
  const { _internal_defaults_do_not_set: inner, ...values } = (existsSync(file) && readYaml(file)) || {};
  return { ...inner, ...values };
}

function schemaFacts(folder) {
  const file = join(folder, 'values.schema.json');
  return existsSync(file) ? factOfSchema(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** A value that a template uses is there, default or none; a map that takes any keys stays one. */
function use(facts, [key, ...rest]) {
  const { [key]: known, ...others } = facts;
  if (rest.length === 0) return { ...others, [key]: known ?? 'any' };
  if (known !== undefined && known !== 'any' && typeof known !== 'object') return facts;
  return { ...others, [key]: use(typeof known === 'object' ? known : {}, rest) };
}

function open(facts, [key, ...rest]) {
  const known = facts[key];
  if (rest.length === 0) return typeof known === 'object' ? { ...facts, [key]: 'map' } : facts;
  return typeof known === 'object' ? { ...facts, [key]: open(known, rest) } : facts;
}

const nested = ([key, ...rest], fact) => ({ [key]: rest.length === 0 ? fact : nested(rest, fact) });

const readYaml = (file) => parse(readFileSync(file, 'utf8'), { merge: true });
