import type { ControlPlane } from '../control-plane/control-plane';
import type { KubeName } from '../control-plane/kube';
import { NeverError, until } from '../control-plane/wait';
import { tickUninitialized } from '../flagger/canary-clock';
import { type FluxKustomization, KUSTOMIZATION } from './flux-kustomization';

/** Waits until Kustomizations (`namespace/name`) are ready; new canaries need not wait for their intervals. */
export async function untilReady({ kube, name }: ControlPlane, wanted: readonly string[]): Promise<void> {
  const waiting = async (): Promise<Record<string, string>> => {
    const found = await kube.list<FluxKustomization>(KUSTOMIZATION);
    const messages = wanted.map((key): [string, string] => {
      const one = found.find(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}` === key);
      const ready = one?.status?.conditions?.find(({ type }) => type === 'Ready');
      return [key, ready?.status === 'True' ? '' : (ready?.message ?? 'not there yet')];
    });
    return Object.fromEntries(messages.filter(([, message]) => message !== ''));
  };
  const done = async (): Promise<true | undefined> => {
    const left = await waiting();
    // Flux tries again, but what the server calls invalid stays so.
    const invalid = Object.entries(left).find(([, message]) => message.includes('(Invalid)'));
    if (invalid !== undefined) throw new NeverError(`${name}: ${invalid.join(': ')}`);
    return Object.keys(left).length === 0 ? true : undefined;
  };
  const clock = setInterval(() => void tickUninitialized(kube).catch(() => undefined), 2000);
  await until(`${name}: all Kustomizations are ready`, done, { milliseconds: 240_000, instead: waiting }).finally(
    () => {
      clearInterval(clock);
    },
  );
}

/** Makes Flux fetch a Kustomization's source now. */
export async function lookNow({ kube, name }: ControlPlane, kustomization: KubeName, revision: string): Promise<void> {
  const found = await until(`${name}: Kustomization ${kustomization.name} is there`, () =>
    kube.get<FluxKustomization>(KUSTOMIZATION, kustomization),
  );
  const source = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository' };
  const patch = { metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': revision } } };
  await kube.merge(source, { namespace: kustomization.namespace, name: found.spec.sourceRef.name }, patch);
}

/** Waits until a Kustomization has applied a revision. */
export async function untilApplied(
  { kube, name }: ControlPlane,
  kustomization: KubeName,
  revision: string,
): Promise<void> {
  const now = async (): Promise<FluxKustomization | undefined> =>
    kube.get<FluxKustomization>(KUSTOMIZATION, kustomization);
  await until(
    `${name}: ${kustomization.name} has applied ${revision}`,
    async () => ((await now())?.status?.lastAppliedRevision === revision ? true : undefined),
    { instead: async () => (await now())?.status },
  );
}
