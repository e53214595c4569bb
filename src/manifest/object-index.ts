import type { ObjectKey } from './object-key';

type ByName<Value> = Map<string, Value>;
type ByNamespace<Value> = Map<string, ByName<Value>>;
type ByKind<Value> = Map<string, ByNamespace<Value>>;

/**
 * Values by the key of the object they belong to. The parts of a key are looked up one in the other: their texts repeat
 * from object to object, so nothing is joined, and hashed anew, for each of many thousand objects.
 */
export class ObjectIndex<Value> {
  private readonly groups = new Map<string, ByKind<Value>>();

  /**
   * Adds a value, unless there is one already.
   *
   * @returns the value that was there before, if any; it stays.
   */
  add(key: ObjectKey, value: Value): Value | undefined {
    const names = this.namesOf(key);
    const before = names.get(key.name);
    if (before === undefined) names.set(key.name, value);
    return before;
  }

  /** The value of a key, if there is one. */
  get({ group, kind, namespace, name }: ObjectKey): Value | undefined {
    return this.groups.get(group)?.get(kind)?.get(namespaceText(namespace))?.get(name);
  }

  private namesOf({ group, kind, namespace }: ObjectKey): ByName<Value> {
    const kinds = within(this.groups, group);
    return within(within(kinds, kind), namespaceText(namespace));
  }
}

/** An object that names no namespace and can have one is in `default`. */
function namespaceText(namespace: string): string {
  return namespace === '' ? 'default' : namespace;
}

function within<Below>(maps: Map<string, Map<string, Below>>, part: string): Map<string, Below> {
  let below = maps.get(part);
  if (below === undefined) {
    below = new Map();
    maps.set(part, below);
  }
  return below;
}
