import type { Kube } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';
import type { Deployment } from './readiness';
import type { CanarySpec } from './scenario';
import type { DeploymentTrace, TickTrace } from './trace';
import { readTraffic } from './traffic';

/** Where a scenario runs. */
export interface Place {
  readonly kube: Kube;
  readonly namespace: string;
  /** Of the Canary. */
  readonly name: string;
  /** Flagger's own, for a Canary that names none. */
  readonly meshProvider: string;
}

/** A Canary with what Flagger says of it. */
export interface CanaryObject extends KubeObject {
  readonly spec: CanarySpec;
  readonly status?: CanaryStatus;
}

interface CanaryStatus {
  readonly phase?: string;
  readonly canaryWeight?: number;
  readonly iterations?: number;
  readonly failedChecks?: number;
  readonly lastAppliedSpec?: string;
  readonly lastPromotedSpec?: string;
}

interface Service extends KubeObject {
  readonly spec: { readonly selector?: Readonly<Record<string, string>> };
}

export const CANARY = { apiVersion: 'flagger.app/v1beta1', kind: 'Canary' };
export const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };
const SERVICE = { apiVersion: 'v1', kind: 'Service' };

/** The part of a tick's trace that the API server knows. */
export type Observation = Omit<TickTrace, 'tick' | 'events' | 'hooks' | 'queries'>;

/** Reads what a scenario's tick has left, and gives hashes small numbers in the order in which they are seen. */
export class Observer {
  private readonly hashes: string[] = [];

  constructor(private readonly place: Place) {}

  async observe(): Promise<Observation> {
    const { kube, namespace, name, meshProvider } = this.place;
    const canary = await kube.get<CanaryObject>(CANARY, { namespace, name });
    if (canary === undefined) throw new Error(`the Canary ${namespace}/${name} must be there, got nothing`);
    const { spec, status = {} } = canary;
    const target = spec.targetRef.name;
    return {
      phase: status.phase ?? '',
      canaryWeight: status.canaryWeight ?? 0,
      iterations: status.iterations ?? 0,
      failedChecks: status.failedChecks ?? 0,
      lastAppliedSpec: this.number(status.lastAppliedSpec),
      lastPromotedSpec: this.number(status.lastPromotedSpec),
      traffic: await readTraffic(kube, namespace, spec.provider ?? meshProvider, spec),
      target: await this.deployment(target),
      primary: await this.deployment(`${target}-primary`),
      services: await this.services(spec.service?.name ?? target),
    };
  }

  private number(hash = ''): number | null {
    if (hash === '') return null;
    if (!this.hashes.includes(hash)) this.hashes.push(hash);
    return this.hashes.indexOf(hash) + 1;
  }

  private async deployment(name: string): Promise<DeploymentTrace | null> {
    const { kube, namespace } = this.place;
    const found = await kube.get<Deployment>(DEPLOYMENT, { namespace, name });
    if (found === undefined) return null;
    const { replicas, template } = found.spec;
    return { replicas, revision: Number(template.metadata.annotations?.['revision']) };
  }

  private async services(apex: string): Promise<TickTrace['services']> {
    const { kube, namespace } = this.place;
    const names = [apex, `${apex}-canary`, `${apex}-primary`];
    const found = names.map(async (name) => {
      const service = await kube.get<Service>(SERVICE, { namespace, name });
      return [name, service?.spec.selector ?? null] as const;
    });
    return Object.fromEntries(await Promise.all(found));
  }
}
