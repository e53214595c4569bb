import type { OneOf } from '../../model/one-of';
import type { Problem } from '../../model/problem';
import { checkConfigKey, checkConfigName, type ConfigKeyReference, type ConfigReference } from './config-reference';

/** A field of the pod, as the downward API names it. */
export type PodField =
  | 'metadata.name'
  | 'metadata.namespace'
  | 'metadata.uid'
  | `metadata.labels['${string}']`
  | `metadata.annotations['${string}']`
  | 'spec.nodeName'
  | 'spec.serviceAccountName'
  | 'status.hostIP'
  | 'status.hostIPs'
  | 'status.podIP'
  | 'status.podIPs';

/** An amount that a container asks for or may use. */
export type ContainerAmount = `${'requests' | 'limits'}.${'cpu' | 'memory' | 'ephemeral-storage'}`;

/** What the value of a variable may be taken from, spelled as Kubernetes does. */
export interface EnvironmentSources {
  /** A key of a ConfigMap. */
  readonly configMapKeyRef: ConfigKeyReference;
  /** A key of a Secret. */
  readonly secretKeyRef: ConfigKeyReference;
  /** A field of the pod. */
  readonly fieldRef: PodFieldReference;
  /** An amount of the container's own. */
  readonly resourceFieldRef: AmountReference;
}

/** A field of the pod. */
export interface PodFieldReference {
  /** The field: `metadata.name`, `status.podIP`. */
  readonly fieldPath: PodField;
}

/** An amount that the container asks for or may use. */
export interface AmountReference {
  /** Which: `limits.memory`. */
  readonly resource: ContainerAmount;
  /** The unit that it is given in: `1Mi`. @default - cores, or bytes */
  readonly divisor?: string;
}

/** Environment variables by name: values, or one source each. */
export type EnvironmentVariables = Readonly<Record<string, string | OneOf<EnvironmentSources>>>;

/** Objects whose keys all become variables, spelled as Kubernetes does. */
export interface EnvironmentObjects {
  /** A ConfigMap. */
  readonly configMapRef: ConfigReference;
  /** A Secret. */
  readonly secretRef: ConfigReference;
}

/** What the names of variables begin with. */
export interface EnvironmentPrefix {
  /** The beginning: `DB_`. @default - nothing */
  readonly prefix?: string;
}

/** A ConfigMap or Secret whose keys all become variables. */
export type EnvironmentFrom = OneOf<EnvironmentObjects> & EnvironmentPrefix;

/** Variables as a container lists them. */
export function environmentVariables(env: EnvironmentVariables): object[] {
  return Object.entries(env).map(([name, value]) =>
    typeof value === 'string' ? { name, value } : { name, valueFrom: value },
  );
}

/** Checks names of variables and what they refer to. */
export function checkEnvironment(prop: string, env: EnvironmentVariables): Problem[] {
  return Object.entries(env).flatMap(([name, value]) => [
    ...checkName(prop, name),
    ...(typeof value === 'string' ? [] : checkSource(`${prop}.${name}`, value)),
  ]);
}

/** Checks what variables are taken from as a whole. */
export function checkEnvironmentFrom(prop: string, from: readonly EnvironmentFrom[]): Problem[] {
  return from.flatMap(({ configMapRef, secretRef }: Partial<EnvironmentObjects>, index) => {
    const at = `${prop}[${index}]`;
    if (configMapRef !== undefined) return checkConfigName(`${at}.configMapRef.name`, configMapRef.name);
    if (secretRef !== undefined) return checkConfigName(`${at}.secretRef.name`, secretRef.name);
    return [{ prop: at, must: 'name an object', got: undefined, remedy: 'give configMapRef or secretRef' }];
  });
}

function checkSource(prop: string, source: Partial<EnvironmentSources>): Problem[] {
  // In JavaScript it may be a number, which the API server refuses.
  if (typeof source !== 'object') {
    return [
      { prop, must: 'be text, or name what it is taken from', got: source, remedy: `write it as "${String(source)}"` },
    ];
  }
  const { configMapKeyRef, secretKeyRef } = source;
  return [
    ...(configMapKeyRef === undefined ? [] : checkKey(`${prop}.configMapKeyRef`, configMapKeyRef)),
    ...(secretKeyRef === undefined ? [] : checkKey(`${prop}.secretKeyRef`, secretKeyRef)),
  ];
}

function checkKey(prop: string, { name, key }: ConfigKeyReference): Problem[] {
  return [...checkConfigName(`${prop}.name`, name), ...checkConfigKey(`${prop}.key`, key)];
}

function checkName(prop: string, got: string): Problem[] {
  if (/^[ -<>-~]+$/.test(got)) return [];
  return [{ prop, must: 'name variables without "="', got, remedy: 'write it like "LOG_LEVEL"' }];
}
