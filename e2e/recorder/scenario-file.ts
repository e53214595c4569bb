import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import schema from './scenario.schema.json';
import type { NamedScenario, Scenario } from './scenario';

/** A scenario and where it comes from. */
export interface ScenarioFile extends NamedScenario {
  /** It gives the scenario its name. */
  readonly file: string;
}

const NAME = /^([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)\.(?:ya?ml|json)$/;
const isScenario = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<Scenario>(schema);

/** Reads scenarios from YAML or JSON, those of one mesh provider together: each needs a Flagger of its own. */
export function readScenarios(files: readonly string[]): readonly ScenarioFile[] {
  const provider = ({ scenario }: ScenarioFile): string => scenario.flagger?.meshProvider ?? '';
  const scenarios = files.map((file) => ({
    file,
    name: nameOf(file),
    scenario: parseScenario(file, readFileSync(file, 'utf8')),
  }));
  return scenarios.sort((a, b) => (provider(a) < provider(b) ? -1 : Number(provider(a) > provider(b))));
}

/** Where the trace of a scenario is kept: in the folder `traces` beside the scenario's. */
export function traceFile(file: string): string {
  return join(dirname(file), '..', 'traces', `${nameOf(file)}.json`);
}

/**
 * @param file named in errors.
 * @throws Error with all that is wrong.
 */
export function parseScenario(file: string, text: string): Scenario {
  const scenario: unknown = parse(text);
  if (isScenario(scenario)) return scenario;
  const problems = isScenario.errors ?? [];
  const lines = problems.map(({ instancePath, message }) => `${file}${instancePath}: ${message ?? 'is wrong'}`);
  throw new Error(lines.join('\n'));
}

function nameOf(file: string): string {
  const name = NAME.exec(basename(file))?.[1];
  if (name !== undefined) return name;
  throw new Error(`${file}: its name must be a namespace's and end in .yaml, .yml or .json, got another; rename it`);
}
