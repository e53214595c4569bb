import { parse } from 'yaml';
import { FluxBootstrap, FluxShardBootstrap } from '../../../src/constructs/flux/flux-bootstrap';
import { controllerFlags, FLUX_CONTROLLERS, isSharded } from '../../../src/constructs/flux/lockdown';
import { type ManifestObject, synth } from '../../../src/testing';

interface Transformer extends ManifestObject {
  readonly target?: { readonly kind: string; readonly name?: string; readonly annotationSelector?: string };
  readonly patch?: string;
}

type Operations = readonly { readonly op: string; readonly path: string; readonly value: string }[];

const ARGUMENTS = '/spec/template/spec/containers/0/args/-';

/** The operations on objects of a kind and name. */
function operations(transformers: readonly ManifestObject[], kind: string, name: string): Operations {
  const found = (transformers as readonly Transformer[]).filter(
    ({ target }) => target?.kind === kind && new RegExp(`^${target.name ?? '.*'}$`).test(name),
  );
  return found.flatMap(({ patch = '' }) => parse(patch) as Operations);
}

function addedFlags(transformers: readonly ManifestObject[], controller: string): string[] {
  const added = operations(transformers, 'Deployment', controller).filter(({ path }) => path === ARGUMENTS);
  return added.map(({ value }) => value);
}

describe.each([true, false])('with identities in the cloud: %s', (workloadIdentity) => {
  test.each(FLUX_CONTROLLERS)('%s gets the flags that the operator gives it', (name) => {
    const whole = synth((scope) => new FluxBootstrap(scope, 'lockdown', { workloadIdentity }));
    expect(addedFlags(whole, name)).toStrictEqual(controllerFlags(name, { workloadIdentity }));
    const rest = synth((scope) => new FluxBootstrap(scope, 'lockdown', { workloadIdentity, sharded: true }));
    expect(addedFlags(rest, name)).toStrictEqual(controllerFlags(name, { workloadIdentity, shard: null }));
  });

  test.each(FLUX_CONTROLLERS.filter(isSharded))('%s of a shard gets them, and looks after its shard', (name) => {
    const shard = synth((scope) => new FluxShardBootstrap(scope, 'a', { shard: 'a', workloadIdentity }));
    const own = addedFlags(shard, name).filter((flag) => !flag.startsWith('--storage-adv-addr='));
    expect(own).toStrictEqual(controllerFlags(name, { workloadIdentity, shard: 'a' }));
    expect(operations(shard, 'Deployment', name)).toContainEqual({
      op: 'replace',
      path: '/spec/selector/matchLabels/app',
      value: `${name}-a`,
    });
  });
});

const shard = synth((scope) => new FluxShardBootstrap(scope, 'a', { shard: 'a' }));

test('Flux applies its own folder with the rights that it had before it was locked down', () => {
  const whole = synth((scope) => new FluxBootstrap(scope, 'lockdown'));
  expect(operations(whole, 'Kustomization', 'flux-system')).toStrictEqual([
    { op: 'add', path: '/spec/serviceAccountName', value: 'kustomize-controller' },
  ]);
});

test('the lockdown leaves the controllers of shards alone, which kustomize knows by their old names too', () => {
  const whole = synth((scope) => new FluxBootstrap(scope, 'lockdown')) as Transformer[];
  const deployments = whole.filter(({ target }) => target?.kind === 'Deployment');
  expect(deployments.map(({ target }) => target?.annotationSelector)).toStrictEqual(
    FLUX_CONTROLLERS.map(() => '!sharding.fluxcd.io/role'),
  );
  expect(shard).toContainEqual(expect.objectContaining({ annotations: { 'sharding.fluxcd.io/role': 'shard' } }));
});

test('a shard serves its own artifacts, by its own Service', () => {
  expect(addedFlags(shard, 'source-controller')).toContain(
    '--storage-adv-addr=source-controller-a.$(RUNTIME_NAMESPACE).svc.cluster.local.',
  );
  expect(operations(shard, 'Service', 'source-controller')).toStrictEqual([
    { op: 'replace', path: '/spec/selector/app', value: 'source-controller-a' },
  ]);
});

test('what the shards share is in their copy no more, and the rest is named after the shard', () => {
  const deleted = (shard as Transformer[]).filter(({ patch }) => patch?.includes('$patch: delete'));
  expect(deleted.map(({ target }) => target)).toMatchInlineSnapshot(`
   [
     {
       "kind": "(Namespace|CustomResourceDefinition|ClusterRole|ClusterRoleBinding|ServiceAccount|NetworkPolicy|ResourceQuota)",
     },
     {
       "kind": "Deployment",
       "name": "(notification-controller|source-watcher)",
     },
     {
       "kind": "Service",
       "name": "(notification-controller|source-watcher|webhook-receiver)",
     },
   ]
  `);
  expect(shard.at(-1)).toMatchObject({ kind: 'PrefixSuffixTransformer', suffix: '-a' });
});
