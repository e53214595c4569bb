import type { CheckedValue } from './checked-value';
import { checkValue } from './check-value';
import { APP_RULE } from './fields';
import type { Located, LocatedScalar } from './located';
import type { Position } from './release-problem';
import type { FieldTable, MapRule, Rule } from './rule';
import { unknownField } from './unknown-field';

/** What was written on a command line for one field: its value, or what is wrong with it. */
export type FieldValue = { readonly value: CheckedValue | undefined } | { readonly problems: readonly string[] };

/** A command line has no lines to point at. */
const NOWHERE: Position = { line: 1, column: 1 };

/**
 * Reads the value of one field as written on a command line, by the rule that the field has in a release file.
 *
 * @param app what messages call the app: `shop.backend`.
 * @param field the field's path within the app: `canary.stepWeight`.
 * @param written the value: text, a whole number, or whole numbers with commas between; nothing to remove the field.
 */
export function fieldValue(app: string, field: string, written: string): FieldValue {
  const found = ruleOf(app, field);
  if ('problems' in found) return found;
  if (written === '') return { value: undefined };
  const { rule } = found;
  if (rule.type === 'map') return { problems: [notWhole(`${app}.${field}`, field, rule, written)] };
  const problems: string[] = [];
  const value = checkValue(asWritten(rule, written), rule, `${app}.${field}`, (_at, text) => problems.push(text));
  return problems.length > 0 ? { problems } : { value };
}

/** A field that can be set on a command line. */
export interface SettableField {
  readonly field: string;
  readonly title: string;
  /** Names that its value may be. @default - it takes none */
  readonly names?: readonly string[];
}

/** Every field that can be set on a command line, in the order of the table. */
export function settableFields(): SettableField[] {
  return listFields('', APP_RULE.fields);
}

function listFields(prefix: string, fields: FieldTable): SettableField[] {
  return Object.entries(fields).flatMap(([name, { rule, title }]) => {
    const below = listFields(`${prefix}${name}.`, fieldsOf(rule));
    const names = rule.type === 'text' ? rule.names : undefined;
    return rule.type === 'map' ? below : [{ field: prefix + name, title, names }, ...below];
  });
}

function notWhole(path: string, field: string, rule: MapRule, written: string): string {
  const [first] = Object.keys(rule.fields);
  return `${path} must be set field by field, got ${JSON.stringify(written)}; write it like ${field}.${first}=…`;
}

function ruleOf(app: string, field: string): { readonly rule: Rule } | { readonly problems: readonly string[] } {
  let rule: Rule = APP_RULE;
  let path = app;
  for (const key of field.split('.')) {
    const fields = fieldsOf(rule);
    const next = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (!next) {
      const empty = Object.keys(fields).length === 0;
      return { problems: [`${path}.${key} must ${empty ? noFields(key) : unknownField(key, fields)}`] };
    }
    rule = next.rule;
    path += `.${key}`;
  }
  return { rule };
}

function fieldsOf(rule: Rule): FieldTable {
  if (rule.type === 'map') return rule.fields;
  return rule.type === 'whole-or-map' ? rule.map.fields : {};
}

function noFields(key: string): string {
  return `be a field, got ${JSON.stringify(key)} below one that has none; leave it out`;
}

/** What YAML would make of the value, had it been written for this rule: quoted where the rule wants text. */
function asWritten(rule: Rule, written: string): Located {
  if (rule.type === 'increasing') {
    const items = written.replace(/^\[(.*)\]$/, '$1').split(',');
    return { kind: 'list', at: NOWHERE, items: items.map((item) => scalar(item.trim(), true)) };
  }
  return scalar(written, rule.type !== 'text');
}

function scalar(written: string, numeric: boolean): LocatedScalar {
  const isNumber = numeric && /^[+-]?[0-9]+(\.[0-9]+)?$/.test(written);
  return { kind: 'scalar', at: NOWHERE, value: isNumber ? Number(written) : written, source: written };
}
