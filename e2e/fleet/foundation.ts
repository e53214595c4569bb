import { readFileSync } from 'node:fs';
import type { ControlPlane } from '../control-plane/control-plane';
import type { ConditionedObject, KubeObject } from '../control-plane/kube-object';
import { definitionsFile } from '../control-plane/run';
import { until } from '../control-plane/wait';

/** See {@link installFoundation}. */
interface Foundation {
  readonly definitions: readonly KubeObject[];
  readonly flux: readonly KubeObject[];
  readonly flagger: readonly KubeObject[];
}

const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace' };

/**
 * Installs what is there before the fleet's first object: API definitions, and what the installers of Flux and Flagger add
 * beside their programs (accounts and their rights).
 */
export async function installFoundation({ kube, name }: ControlPlane): Promise<void> {
  const { definitions, flux, flagger } = foundation();
  for (const namespace of ['flux-system', 'flagger-system']) {
    await kube.apply({ ...NAMESPACE, metadata: { name: namespace } }, 'installer');
  }
  await Promise.all([...definitions, ...flux, ...flagger].map((object) => kube.apply(object, 'installer')));
  for (const { apiVersion, kind, metadata } of definitions) {
    await until(`${name}: ${metadata.name} is served`, async () => {
      const found = await kube.get<ConditionedObject>({ apiVersion, kind }, metadata);
      return found?.status?.conditions?.find(({ type, status }) => type === 'Established' && status === 'True');
    });
  }
}

/** The API definitions of a group, as Kubernetes takes them. */
export function definitionsOf(group: string): KubeObject[] {
  return foundation().definitions.filter(({ metadata }) => metadata.name.endsWith(`.${group}`));
}

function foundation(): Foundation {
  return JSON.parse(readFileSync(definitionsFile(), 'utf8')) as Foundation;
}
