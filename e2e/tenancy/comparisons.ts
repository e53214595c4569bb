import { ADDRESSES, HOSTS, IMAGES } from '../../test/constructs/workspace/admission/addresses';
import type { KubeObject } from '../control-plane/kube-object';
import { canaryOf } from './canary';
import { applyAll } from './commit';
import { containerWith, deployment, manifest } from './manifest';
import type { TenancyWorld } from './tenancy-world';

/** One text that an object names, whether the lists of the team `craft` have it, and whether the server refuses the object. */
export interface Comparison {
  readonly what: string;
  readonly listed: boolean;
  refused(world: TenancyWorld): Promise<boolean>;
}

/** The tables that the toolkit's own comparisons are tested with, asked of the server. */
export const comparisons: readonly Comparison[] = [
  ...ADDRESSES.map(([url, listed]) =>
    asked(listed, url, (name) =>
      manifest('source.toolkit.fluxcd.io/v1 GitRepository', name, { spec: { interval: '1m', url } }),
    ),
  ),
  ...HOSTS.map(([host, listed]) =>
    asked(listed, host, (name) => canaryOf(name, {}, { service: { port: 80, hosts: [host] } })),
  ),
  ...IMAGES.map(([image, listed]) => asked(listed, image, (name) => deployment(name, containerWith({ image })))),
];

function asked(listed: boolean, what: string, object: (name: string) => KubeObject): Comparison {
  const refused = async ({ craft }: TenancyWorld): Promise<boolean> =>
    (await applyAll(craft, [object('craft/compared')], true)) !== undefined;
  return { what, listed, refused };
}
