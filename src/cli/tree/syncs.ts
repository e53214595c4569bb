import { fieldOf, textOf } from './fields';
import type { Manifest } from './manifests';

/** A Flux Kustomization and what its path says. */
export interface SyncPath {
  readonly sync: Manifest;
  /** The groups of the pattern. */
  readonly found: readonly string[];
}

/** The Flux Kustomizations whose path matches, in the order of the files. */
export function pathsOf(manifests: readonly Manifest[], pattern: RegExp): SyncPath[] {
  return manifests.flatMap((sync) => {
    const found = isSync(sync) ? pattern.exec(textOf(sync, 'spec', 'path')?.replace(/\/+$/, '') ?? '') : null;
    return found ? [{ sync, found: found.slice(1) }] : [];
  });
}

/** The branch that a Flux Kustomization is applied from, if its source is among the manifests. */
export function branchOf(sync: Manifest, manifests: readonly Manifest[]): string | undefined {
  return textOf(sourceOf(sync, manifests), 'spec', 'ref', 'branch');
}

/** The Git source of a Flux Kustomization, if it is among the manifests. */
export function sourceOf(sync: Manifest, manifests: readonly Manifest[]): Manifest {
  const name = textOf(sync, 'spec', 'sourceRef', 'name');
  return manifests.find(
    (source) => fieldOf(source, 'kind') === 'GitRepository' && textOf(source, 'metadata', 'name') === name,
  );
}

/** Whether an object is Flux's Kustomization, not kustomize's file of that name. */
export function isSync(manifest: Manifest): boolean {
  const apiVersion = textOf(manifest, 'apiVersion') ?? '';
  return fieldOf(manifest, 'kind') === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.fluxcd.io/');
}
