import type { ConditionedObject } from '../control-plane/kube-object';

/** Flux's Kustomization, as the toolkit writes it. */
export interface FluxKustomization extends ConditionedObject {
  readonly spec: {
    readonly path: string;
    readonly serviceAccountName: string;
    readonly targetNamespace?: string;
    readonly sourceRef: { readonly kind: string; readonly name: string };
    readonly dependsOn?: readonly { readonly name: string }[];
  };
  readonly status?: ConditionedObject['status'] & { readonly lastAppliedRevision?: string };
}

/** The kind that Flux knows them by; kustomize's own files are of a kind of the same name. */
export const KUSTOMIZATION = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization' };

// What decides which objects are applied. A field that is not here would change them in a way that no test here sees.
const KNOWN = new Set([
  'decryption',
  'deletionPolicy',
  'dependsOn',
  'healthCheckExprs',
  'healthChecks',
  'interval',
  'path',
  'prune',
  'retryInterval',
  'serviceAccountName',
  'sourceRef',
  'targetNamespace',
  'timeout',
  'wait',
]);

/** Throws when a Kustomization has a field that these tests would pass over. */
export function checkFields({ metadata, spec }: FluxKustomization): void {
  const unknown = Object.keys(spec).filter((field) => !KNOWN.has(field));
  if (unknown.length === 0) return;
  throw new Error(
    `Kustomization ${metadata.name}: ${unknown.join(', ')} must be known to e2e/fleet; teach it what Flux does then`,
  );
}

/** Kustomizations of one folder, each after those that it depends on. */
export function inOrder(kustomizations: readonly FluxKustomization[]): FluxKustomization[] {
  const ordered = new Set<FluxKustomization>();
  const visit = (one: FluxKustomization, path: readonly string[]): void => {
    if (path.includes(one.metadata.name)) throw new Error(`dependsOn must not lead back: ${path.join(' > ')}`);
    for (const { name } of one.spec.dependsOn ?? []) {
      const other = kustomizations.find(({ metadata }) => metadata.name === name);
      if (other === undefined) throw new Error(`${one.metadata.name}: dependsOn must name a neighbour, got ${name}`);
      visit(other, [...path, one.metadata.name]);
    }
    ordered.add(one);
  };
  for (const one of kustomizations) visit(one, []);
  return [...ordered];
}
