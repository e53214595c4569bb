import { parse } from 'yaml';
import type { CheckedValue } from './checked-value';

/** The quotes around a value that is replaced, so that the new one gets the same. */
export type Quotes = '"' | "'" | '';

/**
 * A value as YAML on one line. Text is quoted where YAML 1.1 or 1.2 would read anything else (`6.10`, `yes`), and where
 * the value that it replaces was.
 */
export function renderValue(value: CheckedValue, quotes: Quotes = ''): string {
  if (typeof value === 'string') return renderText(value, quotes);
  if (typeof value === 'number') return String(value);
  if (isList(value)) return `[${value.join(', ')}]`;
  const fields = Object.entries(value).map(([key, field]) => `${key}: ${renderValue(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function renderText(text: string, quotes: Quotes): string {
  if (quotes === "'" && !/[^ -&(-~]/.test(text)) return `'${text}'`;
  return quotes === '"' || !isPlain(text) ? JSON.stringify(text) : text;
}

function isPlain(text: string): boolean {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(text)) return false;
  return (['1.1', '1.2'] as const).every((version) => parse(text, { version }) === text);
}

function isList(value: CheckedValue): value is readonly number[] {
  return Array.isArray(value);
}
