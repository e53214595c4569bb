import { checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';

/** Flagger copies what a target refers to as `<name>-primary`. */
const NAME_MAX = 253 - '-primary'.length;

const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/** A ConfigMap or Secret of the app's namespace. */
export interface ConfigReference {
  /** Its name. */
  readonly name: string;
  /** Starts the pod without it, too. @default false */
  readonly optional?: boolean;
}

/** One key of a ConfigMap or Secret of the app's namespace. */
export interface ConfigKeyReference extends ConfigReference {
  /** The key. */
  readonly key: string;
}

/**
 * Checks the name of a ConfigMap or Secret.
 *
 * @param prop the prop that holds it, for the message.
 * @param got the name.
 */
export function checkConfigName(prop: string, got: string): Problem[] {
  if (got.length <= NAME_MAX) return checkSubdomainName(prop, got);
  const remedy = `Flagger copies it as <name>-primary: shorten it by ${got.length - NAME_MAX}`;
  return [{ prop, must: `be at most ${NAME_MAX} characters`, got, remedy }];
}

/**
 * Checks a key of a ConfigMap or Secret.
 *
 * @param prop the prop that holds it, for the message.
 * @param got the key.
 */
export function checkConfigKey(prop: string, got: string): Problem[] {
  if (KEY.test(got)) return [];
  return [{ prop, must: 'be a key of letters, digits, "-", "_" and "."', got, remedy: 'write it as in the object' }];
}
