import type { Kube } from '../control-plane/kube';
import { KubeError } from '../control-plane/kube-connection';
import { describeObject, type KubeObject } from '../control-plane/kube-object';
import type { Attempt } from './attack';
import { manifest } from './manifest';
import type { TenancyWorld } from './tenancy-world';

// By whose name the server remembers what was applied here, and nowhere else.
const MANAGER = 'tenancy';

// Beside every attack lies something that the team may well have: nothing of a refused commit may be applied.
const INNOCENT = manifest('v1 ConfigMap', 'shop/beside-an-attack');

interface Managed extends KubeObject {
  readonly metadata: KubeObject['metadata'] & { readonly managedFields?: readonly { readonly manager: string }[] };
}

/** An attack by objects in the team's folder. */
export interface Commit extends Attempt {
  readonly objects: readonly KubeObject[];
}

/** The team commits objects, which are applied as kustomize-controller does: all as a trial first, then all, or none. */
export function commits(what: string, ...objects: readonly KubeObject[]): Commit {
  const all = [INNOCENT, ...objects];
  return {
    what: `commits ${what}`,
    objects: all,
    attempt: ({ members }, { harmless = false } = {}) => applyAll(members.account, all, harmless),
    traces: ({ plane }) => tracesOf(plane.kube, all),
  };
}

/** Returns why it was refused, or nothing. */
export async function applyAll(
  kube: Kube,
  objects: readonly KubeObject[],
  onlyTry: boolean,
): Promise<string | undefined> {
  try {
    for (const object of objects) await kube.apply(object, MANAGER, { dryRun: true });
    if (onlyTry) return undefined;
    for (const object of objects) await kube.apply(object, MANAGER);
    return undefined;
  } catch (error) {
    if (error instanceof KubeError) return error.message;
    throw error;
  }
}

async function tracesOf(kube: Kube, objects: readonly KubeObject[]): Promise<readonly string[]> {
  const signed = await Promise.all(objects.map((object) => signatureOf(kube, object, MANAGER)));
  return objects.filter((_object, index) => signed[index] !== undefined).map(describeObject);
}

/** What the server remembers of an applier: it differs after each change. */
export async function signatureOf(kube: Kube, object: KubeObject, by: string): Promise<string | undefined> {
  const found = await kube.get<Managed>(object, object.metadata);
  const entry = found?.metadata.managedFields?.find(({ manager }) => manager === by);
  return entry && JSON.stringify(entry);
}

/** Removes what a commit that went through has left. */
export async function removeAll({ plane: { kube } }: TenancyWorld, objects: readonly KubeObject[]): Promise<void> {
  for (const object of objects) {
    if ((await kube.get(object, object.metadata)) !== undefined) await kube.delete(object, object.metadata);
  }
}
