import { apiGroupOf } from '../../src/model/api-group';
import type { Kube } from '../control-plane/kube';
import { KubeError } from '../control-plane/kube-connection';
import { describeObject, type KubeObject } from '../control-plane/kube-object';
import type { AppliedFolder } from './applied-files';

/** What a server said of objects. */
export interface Admission {
  readonly accepted: number;
  /** Which object of which file, and why. */
  readonly refused: readonly string[];
  /** Kinds that the server cannot know, because nobody publishes their definition where we can get it. */
  readonly unjudged: readonly string[];
}

/** API groups that only a chart defines: Linkerd publishes neither a Go module nor anything else that is pinned by a sum. */
const DEFINED_BY_CHARTS = new Set(['linkerd.io', 'policy.linkerd.io']);

/** Applies folders as Flux does: one after the other, each with the rights of the account that its Kustomization names. */
export async function admit(kube: Kube, folders: readonly AppliedFolder[]): Promise<Admission> {
  let accepted = 0;
  const refused: string[] = [];
  const unjudged = new Set<string>();
  for (const { serviceAccount, objects } of folders) {
    const flux = kube.as(serviceAccount);
    for (const { file, object } of objects) {
      const refusal = await applyOne(flux, object);
      if (refusal === undefined) accepted += 1;
      else if (DEFINED_BY_CHARTS.has(apiGroupOf(object.apiVersion)))
        unjudged.add(`${object.apiVersion} ${object.kind}`);
      else refused.push(`${file}: ${describeObject(object)}: ${refusal}`);
    }
    flux.close();
  }
  return { accepted, refused, unjudged: [...unjudged] };
}

async function applyOne(flux: Kube, object: KubeObject): Promise<string | undefined> {
  try {
    await flux.apply(object, 'kustomize-controller');
    return undefined;
  } catch (error) {
    if (error instanceof KubeError) return error.message;
    throw error;
  }
}
