import type { ApiObject } from 'cdk8s';
import { apiGroupOf } from '../model/api-group';
import { canaryNames, fieldsOf, textIn } from '../manifest/canary-names';
import { ObjectIndex } from '../manifest/object-index';
import type { ObjectKey } from '../manifest/object-key';
import type { Manifest } from './manifest-resolver';
import type { Findings } from './synth-error';

/** Seconds after which Flagger gives pods up, where the Canary does not say. */
const FLAGGER_DEADLINE = 600;

interface Workload {
  readonly apiObject: ApiObject;
  /** Seconds that a pod must be ready before it counts. */
  readonly minReadySeconds: number;
}

/** Whether the pods of Canaries' targets can count as available before Flagger gives them up, on one cluster. */
export class DeadlineClaims {
  private readonly canaries: { readonly apiObject: ApiObject; readonly manifest: Manifest }[] = [];
  private readonly workloads = new ObjectIndex<Workload>();

  /** Remembers Canaries, and workloads whose pods count late. */
  see(apiObject: ApiObject, key: ObjectKey, manifest: Manifest): void {
    if (key.group === 'flagger.app' && key.kind === 'Canary') this.canaries.push({ apiObject, manifest });
    else if (key.group === 'apps') {
      const { minReadySeconds } = fieldsOf(manifest['spec']);
      if (typeof minReadySeconds === 'number') this.workloads.add(key, { apiObject, minReadySeconds });
    }
  }

  /** Finds Canaries that would roll back each version. */
  check(findings: Findings): void {
    for (const { apiObject, manifest } of this.canaries) {
      const { namespace, target: name, spec } = canaryNames(manifest);
      const targetRef = fieldsOf(spec['targetRef']);
      const group = apiGroupOf(textIn(targetRef, 'apiVersion'));
      const target = this.workloads.get({ group, kind: textIn(targetRef, 'kind'), namespace, name });
      const { progressDeadlineSeconds: got } = spec;
      if (target !== undefined && target.minReadySeconds >= (typeof got === 'number' ? got : FLAGGER_DEADLINE)) {
        findings.add(apiObject, tooEarly(target, got));
      }
    }
  }
}

function tooEarly({ apiObject, minReadySeconds }: Workload, got: unknown): string {
  const rule = `be greater than the minReadySeconds ${minReadySeconds} of ${apiObject.node.path}`;
  const found = typeof got === 'number' ? String(got) : `nothing, which is ${FLAGGER_DEADLINE}`;
  return `spec.progressDeadlineSeconds must ${rule}, got ${found}; no pod would count before Flagger gives up: raise it, or lower that`;
}
