import type { ControlPlane } from '../control-plane/control-plane';
import type { KubeName } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';
import { until } from '../control-plane/wait';

interface Deployment extends KubeObject {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly { readonly command?: string[]; readonly args?: string[] }[] };
    };
  };
}

const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };

/** Waits until a chart has installed a Deployment, and gives the flags that its chart and our values start it with. */
export async function installedFlags({ kube, name }: ControlPlane, deployment: KubeName): Promise<string[]> {
  const installed = await until(
    `${name}: Flux has installed ${deployment.name}`,
    () => kube.get<Deployment>(DEPLOYMENT, deployment),
    { milliseconds: 240_000 },
  );
  const [container] = installed.spec.template.spec.containers;
  const [, ...flags] = [...(container?.command ?? []), ...(container?.args ?? [])];
  if (flags.length === 0)
    throw new Error(`${deployment.name} must start with flags, got none; see what its chart does`);
  return flags;
}
