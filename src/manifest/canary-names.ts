/** A Canary as plain data; what is not as the API has it counts as absent. */
export interface CanaryManifest {
  readonly metadata?: unknown;
  readonly spec?: unknown;
}

/** An object of a manifest, whose fields may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** What of a Canary decides the names of the objects that Flagger makes for it. */
export interface CanaryNames {
  readonly namespace: string;
  /** Name of the target. */
  readonly target: string;
  /** Name of the Service that clients use; `<apex>-primary` and `<apex>-canary` are the others. */
  readonly apex: string;
  readonly spec: Fields;
}

/** A value as an object of fields; without any if it is something else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** The text in a field; empty if it is something else. */
export function textIn(fields: Fields, field: string): string {
  const value = fields[field];
  return typeof value === 'string' ? value : '';
}

/** The list of objects in a field; empty if it is something else. */
export function listIn(fields: Fields, field: string): Fields[] {
  const value = fields[field];
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** Reads the names that a Canary uses. */
export function canaryNames(canary: CanaryManifest): CanaryNames {
  const spec = fieldsOf(canary.spec);
  const target = textIn(fieldsOf(spec['targetRef']), 'name');
  const apex = textIn(fieldsOf(spec['service']), 'name') || target;
  return { namespace: textIn(fieldsOf(canary.metadata), 'namespace'), target, apex, spec };
}
