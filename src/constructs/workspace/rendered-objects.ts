import { ApiObject, App } from 'cdk8s';
import type { Construct } from 'constructs';
import { objectsBelow } from './app-places';

type Manifest = Readonly<Record<string, unknown>>;

/** The resolvers that each app of cdk8s has, which leave plain data as it is. */
const STOCK_RESOLVERS = 3;

/**
 * The objects of some kinds below a construct, as plain data. Those that do not render are left out: synthesis reports them.
 *
 * @param construct the construct.
 * @param kinds the kinds.
 */
export function renderedBelow(construct: Construct, kinds: readonly string[]): Manifest[] {
  return objectsBelow(construct)
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap((object) => {
      try {
        return [asGiven(object) ?? (object.toJson() as Manifest)];
      } catch {
        return [];
      }
    });
}

/**
 * An object that renders to what it was given, without being rendered: a fleet's apps would take a second more. Where cdk8s
 * should keep its fields elsewhere one day, nothing.
 */
function asGiven(object: ApiObject): Manifest | undefined {
  const { props, patches } = object as object as { readonly props?: unknown; readonly patches?: unknown };
  const isStock = object.toJson === ApiObject.prototype.toJson && App.of(object).resolvers.length === STOCK_RESOLVERS;
  if (!isStock || !Array.isArray(patches) || patches.length > 0 || !isPlain(props)) return undefined;
  return { ...(props as Manifest), metadata: object.metadata.toJson() as Manifest };
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  if (Array.isArray(value)) return value.every(isPlain);
  return value.constructor === Object && !('resolve' in value) && Object.values(value).every(isPlain);
}
