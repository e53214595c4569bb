import type { ApiObject } from 'cdk8s';
import { configCopies, isCopied } from '../manifest/config-copies';
import { copiedIngress, crashesOn } from '../manifest/crashing-ingress';
import { generatedObjects } from '../manifest/generated-objects';
import { isRoute, isSame, meshParents, routeParents, type ServiceName } from '../manifest/mesh-parents';
import { ObjectIndex } from '../manifest/object-index';
import { keyText, type ObjectKey } from '../manifest/object-key';
import type { Manifest } from './manifest-resolver';
import type { Findings } from './synth-error';

interface Claimant {
  readonly apiObject: ApiObject;
  readonly key: ObjectKey;
  readonly manifest: Manifest;
}

/** What Flagger will make on one cluster, and what is declared there although it will. */
export class FlaggerClaims {
  private readonly canaries: Claimant[] = [];
  private readonly copies = new ObjectIndex<readonly ObjectKey[]>();
  /** The copies that Flagger does not make. */
  private readonly notCopied = new ObjectIndex<true>();
  /** The Ingresses that Flagger would crash at, and why. */
  private readonly ingresses = new ObjectIndex<ReturnType<typeof crashesOn>>();
  private readonly serviceProfiles: Claimant[] = [];
  /** The routes of the requests of Services. */
  private readonly meshRoutes: (Claimant & { readonly parents: readonly ServiceName[] })[] = [];

  /** Remembers what an object has to do with Flagger. */
  see(apiObject: ApiObject, key: ObjectKey, manifest: Manifest): void {
    const { group, kind } = key;
    if (group === 'flagger.app' && kind === 'Canary') this.canaries.push({ apiObject, key, manifest });
    else if (group === 'linkerd.io' && kind === 'ServiceProfile')
      this.serviceProfiles.push({ apiObject, key, manifest });
    else if (isRoute(key)) {
      const parents = routeParents(manifest, key.namespace);
      if (parents.length > 0) this.meshRoutes.push({ apiObject, key, manifest, parents });
    } else if (group === 'apps' && (kind === 'Deployment' || kind === 'DaemonSet')) {
      const copies = configCopies(manifest);
      if (copies.length > 0) this.copies.add(key, copies);
    } else if (group === 'networking.k8s.io' && kind === 'Ingress') {
      const crashes = crashesOn(manifest);
      if (Object.keys(crashes).length > 0) this.ingresses.add(key, crashes);
    } else if (group === '' && (kind === 'ConfigMap' || kind === 'Secret') && !isCopied(manifest)) {
      this.notCopied.add({ ...key, name: `${key.name}-primary` }, true);
    }
  }

  /**
   * Finds what is declared although Flagger makes it, and what two Canaries would make.
   *
   * @param declared who declares an object of the cluster.
   * @param findings takes what is wrong.
   */
  check(declared: ObjectIndex<ApiObject>, findings: Findings): void {
    const makers = new ObjectIndex<Claimant>();
    for (const canary of this.canaries) {
      const made = generatedObjects(canary.manifest);
      this.checkOtherCanaries(canary, made, makers, findings);
      for (const key of [...made, ...this.copiesFor(canary)]) {
        const declarer = declared.get(key);
        if (declarer !== undefined) findings.add(declarer, madeByFlagger(key, canary));
      }
      this.checkIngress(canary, declared, findings);
      for (const service of meshParents(canary.manifest)) {
        this.checkServiceProfiles(canary, service, findings);
        this.checkMeshRoutes(canary, service, findings);
      }
    }
  }

  private checkOtherCanaries(
    canary: Claimant,
    made: readonly ObjectKey[],
    makers: ObjectIndex<Claimant>,
    findings: Findings,
  ): void {
    for (const key of made) {
      const other = makers.add(key, canary);
      if (other === undefined || other === canary) continue;
      // Two Canaries of one name are found to be one object.
      if (keyText(other.key) !== keyText(canary.key)) findings.add(canary.apiObject, madeTwice(key, other));
      return;
    }
  }

  private copiesFor({ key: { namespace }, manifest }: Claimant): readonly ObjectKey[] {
    const { targetRef } = (manifest['spec'] ?? {}) as { readonly targetRef?: { readonly [field: string]: unknown } };
    const { kind, name } = targetRef ?? {};
    if (typeof kind !== 'string' || typeof name !== 'string') return [];
    const copies = this.copies.get({ group: 'apps', kind, namespace, name }) ?? [];
    return copies.filter((copy) => this.notCopied.get(copy) === undefined);
  }

  private checkIngress(canary: Claimant, declared: ObjectIndex<ApiObject>, findings: Findings): void {
    const copied = copiedIngress(canary.manifest);
    if (copied === undefined) return;
    const [must, ingress] = [this.ingresses.get(copied.key)?.[copied.provider], declared.get(copied.key)];
    if (must !== undefined && ingress !== undefined) findings.add(ingress, crash(must, copied.provider, canary));
  }

  /** A route that is the object which Flagger writes is found as such. */
  private checkMeshRoutes(canary: Claimant, service: ServiceName, findings: Findings): void {
    const made = generatedObjects(canary.manifest).map(keyText);
    for (const { apiObject, key, parents } of this.meshRoutes) {
      if (parents.some((parent) => isSame(parent, service)) && !made.includes(keyText(key))) {
        findings.add(apiObject, secondRoute(key, service, canary));
      }
    }
  }

  private checkServiceProfiles(canary: Claimant, { name, namespace }: ServiceName, findings: Findings): void {
    for (const { apiObject, key } of this.serviceProfiles) {
      if (key.name.startsWith(`${name}.${namespace}.svc.`)) findings.add(apiObject, overrides(key, canary));
    }
  }
}

function madeByFlagger(key: ObjectKey, { apiObject }: Claimant): string {
  const got = `${keyText(key)}, which Flagger makes for the Canary at ${apiObject.node.path}`;
  return `object must be left to its maker, got ${got}; remove it`;
}

function madeTwice(key: ObjectKey, { apiObject }: Claimant): string {
  const got = `${keyText(key)}, which it makes for the one at ${apiObject.node.path}, too`;
  return `Canary must have Flagger make objects of its own, got ${got}; choose another target or service.name, or remove one`;
}

function crash(must: string, provider: string, { apiObject }: Claimant): string {
  const got = `none for the Canary on ${provider} at ${apiObject.node.path}`;
  return `Ingress must ${must}, got ${got}; Flagger would crash, and serve no canary of the cluster: add one`;
}

function overrides(key: ObjectKey, { apiObject }: Claimant): string {
  const got = `${keyText(key)} beside the Canary at ${apiObject.node.path}`;
  return `ServiceProfile must be left out where Flagger shifts traffic with an HTTPRoute, got ${got}; Linkerd would ignore the route: remove it`;
}

function secondRoute(key: ObjectKey, { name, namespace }: ServiceName, { apiObject }: Claimant): string {
  const got = `${keyText(key)} beside the Canary at ${apiObject.node.path}`;
  return `parentRefs must leave the requests of Service ${namespace}/${name} to the HTTPRoute that Flagger writes, got ${got}; one of both would count, and the new version get no requests, or all: remove it`;
}
