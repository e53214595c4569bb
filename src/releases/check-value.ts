import type { CheckedMap, CheckedValue } from './checked-value';
import { closest } from './closest';
import { INT32_MAX } from './int32';
import { type Located, type LocatedMap, sourceText } from './located';
import type { Report } from './release-problem';
import type { IncreasingRule, MapRule, Rule, TextRule, WholeOrMapRule, WholeRule } from './rule';
import { unknownField } from './unknown-field';

/**
 * Checks one value of a release file against its rule.
 *
 * @param node the value and its place.
 * @param path what messages call it: `shop.backend.tag`.
 * @returns the value, frozen; nothing when it breaks the rule, which is reported.
 */
export function checkValue(node: Located, rule: Rule, path: string, report: Report): CheckedValue | undefined {
  switch (rule.type) {
    case 'text':
      return checkText(node, rule, path, report);
    case 'whole':
      return checkWhole(node, rule, path, report);
    case 'increasing':
      return checkIncreasing(node, rule, path, report);
    case 'map':
      return checkMap(node, rule, path, report);
    case 'whole-or-map':
      return checkWholeOrMap(node, rule, path, report);
  }
}

function checkText(node: Located, rule: TextRule, path: string, report: Report): string | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    const quoted = node.kind === 'scalar' && node.value !== null && allowed(node.source, rule);
    const remedy = quoted ? `quote it: ${JSON.stringify(node.source)}` : rule.remedy;
    report(node.at, `${path} must be a string, got ${sourceText(node)}; ${remedy}`);
    return undefined;
  }
  if (allowed(node.value, rule)) return node.value;
  const near = closest(node.value, rule.names ?? []);
  const remedy = near === undefined ? rule.remedy : `did you mean ${JSON.stringify(near)}?`;
  report(node.at, `${path} must ${rule.must}, got ${sourceText(node)}; ${remedy}`);
  return undefined;
}

function allowed(text: string, rule: TextRule): boolean {
  return rule.names?.includes(text) === true || rule.pattern.test(text);
}

function checkWhole(node: Located, rule: WholeRule, path: string, report: Report): number | undefined {
  const value = node.kind === 'scalar' ? node.value : undefined;
  // Only as everybody reads it: other parsers take 010 for 8.
  const plain = node.kind === 'scalar' && typeof value === 'number' && node.source === String(value);
  if (plain && Number.isInteger(value) && value >= rule.min && value <= rule.max) return value;
  const got = typeof value === 'number' && node.kind === 'scalar' ? numberText(node.source, value) : sourceText(node);
  report(node.at, `${path} must be ${wholeText(rule)}, got ${got}; ${wholeRemedy(value, rule)}`);
  return undefined;
}

function wholeText(rule: WholeRule): string {
  return rule.max === INT32_MAX ? `a whole number, at least ${rule.min}` : `a whole number from ${rule.min} to ${rule.max}`;
}

function numberText(source: string, value: number): string {
  return source === String(value) ? source : `${source} (the number ${value}, to YAML)`;
}

function wholeRemedy(value: unknown, rule: WholeRule): string {
  if (typeof value === 'string' && /^[0-9]+$/.test(value)) return `write it without quotes: ${value}`;
  if (typeof value === 'string' && /^[0-9]+ ?%$/.test(value)) return `write the number alone: ${value.replace(/ ?%$/, '')}`;
  if (typeof value !== 'number' || !Number.isFinite(value)) return `write it like ${rule.min}`;
  if (value < rule.min) return `${rule.min} is the least`;
  if (value > rule.max) return `${rule.max} is the most`;
  return Number.isInteger(value) ? `write it as ${value}` : 'round it';
}

function checkIncreasing(node: Located, rule: IncreasingRule, path: string, report: Report): readonly number[] | undefined {
  const must = `be a list of whole numbers from ${rule.item.min} to ${rule.item.max}`;
  if (node.kind !== 'list' || node.items.length === 0) {
    const got = node.kind === 'list' ? 'an empty list' : sourceText(node);
    report(node.at, `${path} must ${must}, got ${got}; write it like [1, 5, 25, 50]`);
    return undefined;
  }
  const items = node.items.map((item, index) => checkWhole(item, rule.item, `${path}[${index}]`, report));
  const whole = items.filter((item) => item !== undefined);
  if (whole.length !== items.length) return undefined;
  const falling = whole.findIndex((item, index) => index > 0 && item <= (whole[index - 1] ?? 0));
  if (falling === -1) return Object.freeze(whole);
  const at = node.items[falling]?.at ?? node.at;
  const [value, before] = [whole[falling] ?? 0, whole[falling - 1] ?? 0];
  report(at, `${path}[${falling}] must be greater than the one before, got ${value} after ${before}; sort them, each once`);
  return undefined;
}

function checkWholeOrMap(node: Located, rule: WholeOrMapRule, path: string, report: Report): CheckedValue | undefined {
  if (node.kind === 'map') return checkMap(node, rule.map, path, report);
  if (node.kind === 'scalar' && typeof node.value === 'number') return checkWhole(node, rule.whole, path, report);
  const fields = Object.keys(rule.map.fields).join(', ');
  const remedy = `write it like 2 or { ${Object.keys(rule.map.fields).map((field, index) => `${field}: ${2 + 2 * index}`).join(', ')} }`;
  report(node.at, `${path} must be a whole number or a map of ${fields}, got ${sourceText(node)}; ${remedy}`);
  return undefined;
}

function checkMap(node: Located, rule: MapRule, path: string, report: Report): CheckedMap | undefined {
  const { values, complete } = checkFields(node, rule, path, report);
  return complete ? values : undefined;
}

/**
 * Checks a map field by field.
 *
 * @returns the fields that are right, frozen, and whether the map is right as a whole.
 */
export function checkFields(
  node: Located,
  rule: MapRule,
  path: string,
  report: Report,
): { readonly values: CheckedMap; readonly complete: boolean } {
  const values: Record<string, CheckedValue> = {};
  let complete = true;
  const refuse: Report = (at, text) => {
    complete = false;
    report(at, text);
  };
  if (node.kind !== 'map') {
    const [first] = Object.keys(rule.fields);
    const must = `be a map of ${Object.keys(rule.fields).join(', ')}`;
    refuse(node.at, `${path} must ${must}, got ${sourceText(node)}; write it like { ${first}: … }, or remove it`);
    return { values, complete };
  }
  for (const entry of node.entries.values()) {
    const entryPath = `${path}.${entry.key}`;
    const field = Object.hasOwn(rule.fields, entry.key) ? rule.fields[entry.key] : undefined;
    const value = field && checkValue(entry.value, field.rule, entryPath, refuse);
    if (!field) refuse(entry.at, `${entryPath} must ${unknownField(entry.key, rule.fields)}`);
    if (value !== undefined) values[entry.key] = value;
  }
  checkTogether(node, rule, path, values, refuse);
  return { values: Object.freeze(values), complete };
}

/** The rules that no field can break alone. */
function checkTogether(node: LocatedMap, rule: MapRule, path: string, values: CheckedMap, report: Report): void {
  for (const field of rule.required ?? []) {
    if (!node.entries.has(field)) report(node.at, `${path}.${field} must be given, got nothing; add it`);
  }
  for (const { fields, because } of rule.exclusive ?? []) {
    const [first, second] = [...node.entries.values()].filter((entry) => fields.includes(entry.key));
    if (first && second) {
      const got = `it together with ${first.key}`;
      report(second.at, `${path}.${second.key} must stand alone, got ${got}; remove one, since ${because}`);
    }
  }
  if (!rule.ordered) return;
  const [low, high] = rule.ordered;
  const [least, most] = [values[low], values[high]];
  if (typeof least !== 'number' || typeof most !== 'number' || least <= most) return;
  const at = node.entries.get(low)?.value.at ?? node.at;
  report(at, `${path}.${low} must be at most ${path}.${high}, got ${least} over ${most}; swap them`);
}
