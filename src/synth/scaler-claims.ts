import type { ApiObject } from 'cdk8s';
import { apiGroupOf } from '../model/api-group';
import { type CanaryManifest, canaryNames, fieldsOf, textIn } from '../manifest/canary-names';
import { ObjectIndex } from '../manifest/object-index';
import { keyText, type ObjectKey } from '../manifest/object-key';
import { scaledWorkload } from '../manifest/scaled-workload';
import type { Manifest } from './manifest-resolver';
import type { Findings } from './synth-error';

interface Claimant {
  readonly apiObject: ApiObject;
  readonly key: ObjectKey;
}

/** Who sets the replicas of what on one cluster: each workload has one that does, and a Canary knows the one of its target. */
export class ScalerClaims {
  private readonly scalers: (Claimant & { readonly workload: ObjectKey })[] = [];
  private readonly canaries: (Claimant & { readonly manifest: CanaryManifest })[] = [];
  /** The Deployments that say how many replicas they have. */
  private readonly fixed = new ObjectIndex<Claimant & { readonly replicas: unknown }>();

  /** Remembers an object that has to do with replicas. */
  see(apiObject: ApiObject, key: ObjectKey, manifest: Manifest): void {
    if (key.group === 'flagger.app' && key.kind === 'Canary') this.canaries.push({ apiObject, key, manifest });
    else if (key.group === 'apps' && key.kind === 'Deployment') {
      const { replicas } = fieldsOf(manifest['spec']);
      if (replicas !== undefined) this.fixed.add(key, { apiObject, key, replicas });
    } else {
      const workload = scaledWorkload(key, manifest);
      if (workload !== undefined) this.scalers.push({ apiObject, key, workload });
    }
  }

  /** Finds workloads whose replicas two set, and Canaries that do not know who does. */
  check(findings: Findings): void {
    const byWorkload = new ObjectIndex<Claimant>();
    for (const { workload, ...scaler } of this.scalers) {
      const other = byWorkload.add(workload, scaler);
      if (other !== undefined) findings.add(scaler.apiObject, secondScaler(workload, other));
      const fixed = this.fixed.get(workload);
      if (fixed !== undefined) findings.add(fixed.apiObject, fixedReplicas(fixed.replicas, scaler));
    }
    for (const canary of this.canaries) this.checkCanary(canary, byWorkload, findings);
  }

  private checkCanary(
    { apiObject, manifest }: ScalerClaims['canaries'][number],
    byWorkload: ObjectIndex<Claimant>,
    findings: Findings,
  ): void {
    const { namespace, target: name, spec } = canaryNames(manifest);
    const targetRef = fieldsOf(spec['targetRef']);
    const target = {
      group: apiGroupOf(textIn(targetRef, 'apiVersion')),
      kind: textIn(targetRef, 'kind'),
      namespace,
      name,
    };
    const reference = fieldsOf(spec['autoscalerRef']);
    const named = { kind: textIn(reference, 'kind'), name: textIn(reference, 'name') };
    const scaler = byWorkload.get(target);
    if (scaler !== undefined && (scaler.key.kind !== named.kind || scaler.key.name !== named.name)) {
      findings.add(apiObject, unknownScaler(scaler, named));
    }
    const ofPrimary = named.name === '' ? undefined : byWorkload.get({ ...target, name: `${name}-primary` });
    if (ofPrimary !== undefined) findings.add(ofPrimary.apiObject, scalerOfPrimary(name, apiObject));
  }
}

function secondScaler(workload: ObjectKey, { apiObject, key }: Claimant): string {
  const got = `${keyText(workload)}, which the ${key.kind} at ${apiObject.node.path} scales, too`;
  return `spec.scaleTargetRef must name what nothing else scales, got ${got}; they would set its replicas by turns: remove one of them`;
}

function fixedReplicas(replicas: unknown, { apiObject, key }: Claimant): string {
  const rule = `be left to the ${key.kind} at ${apiObject.node.path}`;
  return `spec.replicas must ${rule}, got ${String(replicas)}; Flux would set it back again and again: remove it`;
}

function unknownScaler({ apiObject, key }: Claimant, named: { readonly kind: string; readonly name: string }): string {
  const rule = `name the ${key.kind} ${key.name} at ${apiObject.node.path}, which scales the target`;
  const got = named.name === '' ? 'nothing' : `${named.kind} ${named.name}`;
  const remedy = 'Flagger would not know of it, and the primary would have no autoscaler: name it, or remove it';
  return `spec.autoscalerRef must ${rule}, got ${got}; ${remedy}`;
}

function scalerOfPrimary(target: string, canary: ApiObject): string {
  const rule = `leave ${target}-primary to the autoscaler that Flagger makes for it`;
  return `spec.scaleTargetRef must ${rule}, got it beside autoscalerRef of the Canary at ${canary.node.path}; remove one of them`;
}
