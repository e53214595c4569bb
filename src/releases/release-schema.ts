import { APP_RULE } from './fields';
import type { Field, MapRule, Rule, TextRule, WholeRule } from './rule';

/** A JSON schema, or a part of one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

const NAME: JsonSchema = { pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 };

/**
 * The JSON schema of release files, for editors: draft 7, which yaml-language-server reads.
 *
 * It cannot say that stepWeights increase, that `replicas.min` is at most `replicas.max`, nor that `canary.skipAnalysis` is
 * the app's tag; reading the file does.
 */
export function releaseSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Release data of one environment',
    description: 'Image tags, colours, replicas and rollout numbers by workspace and app. `cdk8s synth` reads it.',
    type: ['object', 'null'],
    propertyNames: NAME,
    additionalProperties: {
      title: 'A workspace',
      description: "The apps of one team's workspace, by name.",
      type: ['object', 'null'],
      propertyNames: NAME,
      additionalProperties: {
        title: 'An app',
        description: 'What this environment runs of the app. What is left out here is as the code says.',
        ...mapSchema(APP_RULE),
        type: ['object', 'null'],
      },
    },
  };
}

function fieldSchema({ rule, title, description, examples }: Field): JsonSchema {
  return { title, description, ...ruleSchema(rule), examples };
}

function ruleSchema(rule: Rule): JsonSchema {
  switch (rule.type) {
    case 'text':
      return textSchema(rule);
    case 'whole':
      return wholeSchema(rule);
    case 'increasing':
      return { type: 'array', minItems: 1, uniqueItems: true, items: wholeSchema(rule.item) };
    case 'map':
      return mapSchema(rule);
    case 'whole-or-map':
      return { anyOf: [wholeSchema(rule.whole), mapSchema(rule.map)] };
  }
}

function textSchema(rule: TextRule): JsonSchema {
  const pattern = { type: 'string', pattern: rule.pattern.source };
  return rule.names ? { anyOf: [{ enum: rule.names }, pattern] } : pattern;
}

function wholeSchema({ min, max }: WholeRule): JsonSchema {
  return { type: 'integer', minimum: min, maximum: max };
}

function mapSchema(rule: MapRule): JsonSchema {
  const properties = Object.fromEntries(Object.entries(rule.fields).map(([name, field]) => [name, fieldSchema(field)]));
  return {
    type: 'object',
    additionalProperties: false,
    properties,
    ...(rule.required && { required: rule.required }),
    ...(rule.exclusive && { allOf: rule.exclusive.flatMap(({ fields }) => pairs(fields)) }),
  };
}

/** "At most one of these": JSON schema has no word for it but to forbid each pair. */
function pairs(fields: readonly string[]): JsonSchema[] {
  return fields.flatMap((a, index) => fields.slice(index + 1).map((b) => ({ not: { required: [a, b] } })));
}
