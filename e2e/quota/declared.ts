import { Cluster } from '../../src/constructs/infrastructure/cluster';
import { Environment } from '../../src/constructs/infrastructure/environment';
import { k3s } from '../../src/constructs/infrastructure/k3s';
import { profiles } from '../../src/constructs/delivery/profiles';
import { linkerd } from '../../src/constructs/traffic/linkerd';
import { meshOf } from '../../src/constructs/workspace/mesh';
import { TeamWorkspace } from '../../src/constructs/workspace/team-workspace';
import { type Amounts, sum, times } from '../../src/manifest/quota/amounts';
import { type NamespaceUse, namespaceUse } from '../../src/manifest/quota/namespace-use';
import { GitOpsApp } from '../../src/synth/gitops-app';
import { synth } from '../../src/testing';
import type { KubeObject } from '../control-plane/kube-object';
import { meshedPod } from '../tenancy/workload';
import type { Shape } from './shapes';

/** What a shape comes to, as the toolkit synthesizes it. */
export interface Declared {
  readonly namespace: string;
  /** Namespace, quota and limits, which are there before the apps. */
  readonly bounds: readonly KubeObject[];
  /** What the team ships, but for Canaries. */
  readonly apps: readonly KubeObject[];
  readonly canaries: readonly CanaryObject[];
  /** What is computed of it. */
  readonly use: NamespaceUse;
}

/** A Canary, as far as a rollout is driven by it. */
export interface CanaryObject extends KubeObject {
  readonly metadata: KubeObject['metadata'] & { readonly namespace: string };
  readonly spec: {
    readonly targetRef: { readonly name: string };
    readonly autoscalerRef?: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  };
}

/** A Deployment, as far as its pods go. */
export interface DeploymentObject extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly template: { readonly metadata: object; readonly spec: object };
  };
}

const BOUNDS = ['Namespace', 'ResourceQuota', 'LimitRange'];

/** Synthesizes a shape as a team's workspace. */
export function declare({ id, traffic = linkerd(), build }: Shape): Declared {
  const app = new GitOpsApp({ repository: 'https://example.com/fleet' });
  const cluster = new Cluster(app, 'quota', { platform: k3s(), branch: 'main' });
  const environment = new Environment(cluster, 'test', { branch: 'main', profile: profiles.quick, traffic });
  const workspace = new TeamWorkspace(environment, `team-${id}`, {
    namespaces: [id],
    admins: ['leads'],
    allow: { hosts: ['shop.example.com'] },
  });
  build(workspace);
  const shipped = synth(workspace) as readonly KubeObject[];
  const all = synth(environment) as readonly KubeObject[];
  const bounds = all.filter(({ kind }) => BOUNDS.includes(kind));
  const limitRange = bounds.find(({ kind }) => kind === 'LimitRange');
  const mesh = meshOf(environment);
  return {
    namespace: id,
    bounds,
    apps: shipped
      .filter(({ kind }) => kind !== 'Canary')
      .map((object) =>
        object.kind === 'Deployment' && mesh === 'linkerd' ? injected(object as DeploymentObject) : object,
      ),
    canaries: shipped.filter(({ kind }) => kind === 'Canary') as CanaryObject[],
    use: namespaceUse(shipped as never, { limitRange: limitRange as never, mesh }),
  };
}

/** With what Linkerd's injector would put into its pods. */
function injected(deployment: DeploymentObject): DeploymentObject {
  const { template } = deployment.spec;
  const { initContainers = [], volumes = [], ...pod } = template.spec as Partial<typeof meshedPod>;
  const spec = {
    ...pod,
    initContainers: [...meshedPod.initContainers, ...initContainers],
    volumes: [...volumes, ...meshedPod.volumes],
  };
  return { ...deployment, spec: { ...deployment.spec, template: { ...template, spec } } };
}

/** Another version of a Deployment, whose pods are made but do not run before they are let through. */
export function versionOf(deployment: DeploymentObject, version: number): DeploymentObject {
  const { template } = deployment.spec;
  const { annotations = {}, ...metadata } = template.metadata as { annotations?: object };
  const changed = {
    metadata: { ...metadata, annotations: { ...annotations, version: String(version) } },
    spec: { ...template.spec, schedulingGates: [{ name: 'example.com/held' }] },
  };
  return { ...deployment, spec: { ...deployment.spec, template: changed } };
}

/** The pods that are computed for a step. */
export function podsAt({ use }: Declared, step: string): number {
  return stepPods(use, step).reduce((all, { pods }) => all + pods, 0);
}

/** What is computed that all pods of a step take. */
export function amountsAt({ use }: Declared, step: string): Amounts {
  return sum(...stepPods(use, step).map(({ pod, pods }) => times(pod, pods)));
}

/** What no canary owns is replaced last. */
function stepPods({ workloads }: NamespaceUse, step: string): { readonly pod: Amounts; readonly pods: number }[] {
  const plain = step === 'overtaken' ? 'updating' : 'running';
  return workloads.map(({ pod, steps }) => {
    const found = steps.find((one) => one.step === step || one.step === plain);
    return { pod, pods: found?.pods ?? 0 };
  });
}
