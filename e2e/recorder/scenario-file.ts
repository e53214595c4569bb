import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import schema from './scenario.schema.json';
import type { Scenario } from './scenario';

/** A scenario, and the name of its file without its ending. */
export interface NamedScenario {
  readonly name: string;
  readonly scenario: Scenario;
}

const NAME = /^([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)\.(?:ya?ml|json)$/;
const isScenario = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<Scenario>(schema);

/** Reads a scenario from YAML or JSON. Throws what is wrong with it. */
export function readScenario(file: string): NamedScenario {
  const name = NAME.exec(basename(file))?.[1];
  if (name === undefined)
    throw new Error(`${file}: its name must be a namespace's and end in .yaml, .yml or .json; rename it`);
  return { name, scenario: parseScenario(file, readFileSync(file, 'utf8')) };
}

/** @param file named in errors. */
export function parseScenario(file: string, text: string): Scenario {
  const scenario: unknown = parse(text);
  if (isScenario(scenario)) return scenario;
  const problems = isScenario.errors ?? [];
  const lines = problems.map(({ instancePath, message }) => `${file}${instancePath}: ${message ?? 'is wrong'}`);
  throw new Error(lines.join('\n'));
}
