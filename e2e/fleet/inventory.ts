import type { Kube } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';
import { KUSTOMIZATION } from './flux-kustomization';

interface Applied extends KubeObject {
  readonly status?: { readonly inventory?: { readonly entries: readonly { readonly id: string }[] } };
}

interface Deployment extends KubeObject {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly { readonly image: string; readonly env?: readonly object[] }[] };
    };
  };
}

/** Every object that Flux has applied, by the Kustomization that has it. */
export async function inventory(kube: Kube): Promise<string[]> {
  const kustomizations = await kube.list<Applied>(KUSTOMIZATION);
  return kustomizations
    .flatMap(({ metadata, status }) =>
      (status?.inventory?.entries ?? []).map(({ id }) => `${metadata.namespace ?? ''}/${metadata.name}: ${id}`),
    )
    .sort();
}

/** What a Deployment runs: image and environment. */
export async function versionOf(kube: Kube, name: { namespace: string; name: string }): Promise<string> {
  const deployment = await kube.get<Deployment>({ apiVersion: 'apps/v1', kind: 'Deployment' }, name);
  if (deployment === undefined) throw new Error(`Deployment ${name.namespace}/${name.name} must be there, got nothing`);
  return runs(deployment);
}

function runs({ spec }: Deployment): string {
  return JSON.stringify(spec.template.spec.containers.map(({ image, env = [] }) => [image, env]));
}

/** What every primary on a cluster runs, by name. */
export async function primaries(kube: Kube): Promise<Record<string, string>> {
  const deployments = await kube.list<Deployment>({ apiVersion: 'apps/v1', kind: 'Deployment' });
  const found = deployments.filter(({ metadata }) => metadata.name.endsWith('-primary'));
  return Object.fromEntries(
    found.map((deployment) => [`${deployment.metadata.namespace ?? ''}/${deployment.metadata.name}`, runs(deployment)]),
  );
}
