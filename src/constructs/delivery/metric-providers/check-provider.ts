import type { Problem } from '../../../model/problem';
import { type MetricProvider, PROVIDER_FIELDS } from './metric-provider';

/** A field's rule, whatever its type: values that no type has seen are checked too. */
interface AnyField {
  readonly check: (prop: string, value: never) => Problem[];
  readonly missing?: string | undefined;
}

/** What is wrong with a provider: what Flagger misses, what it does not read, and values that it cannot use. */
export function checkProvider(provider: MetricProvider): Problem[] {
  const all: Readonly<Record<string, Readonly<Record<string, AnyField>> | undefined>> = PROVIDER_FIELDS;
  const { type, ...rest } = provider;
  const fields = Object.hasOwn(all, type) ? all[type] : undefined;
  if (fields === undefined) return [unknownType(type)];
  const given = Object.entries<unknown>(rest).filter(([, value]) => value !== undefined);
  return [
    ...Object.entries(fields).flatMap(([name, { missing }]) =>
      missing !== undefined && !given.some(([other]) => other === name) ? [missingField(type, name, missing)] : [],
    ),
    ...given.flatMap(([name, value]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return field === undefined ? [unreadField(type, name, value)] : field.check(`provider.${name}`, value as never);
    }),
  ];
}

function unknownType(got: string): Problem {
  const remedy = `it knows ${Object.keys(PROVIDER_FIELDS).join(', ')}`;
  return { prop: 'provider.type', must: 'be one that Flagger knows', got, remedy };
}

function missingField(type: string, name: string, remedy: string): Problem {
  return { prop: `provider.${name}`, must: `be given for ${type}`, got: undefined, remedy };
}

function unreadField(type: string, name: string, got: unknown): Problem {
  return {
    prop: `provider.${name}`,
    must: `not be given for ${type}`,
    got,
    remedy: 'Flagger would not read it: leave it out',
  };
}
