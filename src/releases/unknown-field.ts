import { closest } from './closest';
import type { Field, FieldTable } from './rule';

/** What to say about a field that is not in the table: where it belongs, what it may be, or to remove it. */
export function unknownField(key: string, fields: FieldTable): string {
  const known = Object.keys(fields).join(', ');
  return `be one of ${known}, got ${JSON.stringify(key)}; ${remedy(key, fields)}`;
}

function remedy(key: string, fields: FieldTable): string {
  const home = Object.entries(fields).find(([, field]) => Object.hasOwn(nested(field), key));
  if (home) return `it belongs under "${home[0]}"`;
  const near = closest(key, Object.keys(fields));
  return near === undefined ? 'remove it' : `did you mean "${near}"?`;
}

function nested(field: Field): FieldTable {
  if (field.rule.type === 'map') return field.rule.fields;
  return field.rule.type === 'whole-or-map' ? field.rule.map.fields : {};
}
