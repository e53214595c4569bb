import { FluxInstance } from '../../../src/constructs/flux/flux-instance';
import { controllerFlags, FLUX_CONTROLLERS } from '../../../src/constructs/flux/lockdown';
import { synth } from '../../../src/testing';

function specOf(workloadIdentity: boolean): unknown {
  return synth((scope) => new FluxInstance(scope, 'flux', { version: '2.9.5', workloadIdentity }))[0]?.spec;
}

test('every controller that takes references from other objects refuses those of other namespaces', () => {
  const free = FLUX_CONTROLLERS.filter((name) => !controllerFlags(name).includes('--no-cross-namespace-refs=true'));
  expect(free).toStrictEqual(['source-controller']);
});

test('what applies objects does so as a service account that may do nothing, unless the object names another', () => {
  const locked = FLUX_CONTROLLERS.filter((name) => controllerFlags(name).includes('--default-service-account=default'));
  expect(locked).toStrictEqual(['kustomize-controller', 'helm-controller']);
  expect(specOf(false)).toMatchObject({ cluster: { multitenant: true, tenantDefaultServiceAccount: 'default' } });
});

test('kustomize-controller fetches nothing but sources, and stops waiting when a revert arrives', () => {
  expect(controllerFlags('kustomize-controller')).toStrictEqual([
    '--no-cross-namespace-refs=true',
    '--no-remote-bases=true',
    '--default-service-account=default',
    '--feature-gates=ObjectLevelWorkloadIdentity=false',
    '--feature-gates=CancelHealthCheckOnNewRevision=true',
  ]);
});

test('the gate that the operator does not set is patched in, but for helm-controller, which would undo good releases', () => {
  expect(specOf(false)).toMatchObject({
    kustomize: {
      patches: [
        {
          target: { kind: 'Deployment', name: 'kustomize-controller' },
          patch: expect.stringContaining('CancelHealthCheckOnNewRevision=true') as string,
        },
      ],
    },
  });
  expect(controllerFlags('helm-controller').join(' ')).not.toContain('CancelHealthCheckOnNewRevision');
});

test('with identities in the cloud every controller that can take one on is locked to the default account', () => {
  const flags = FLUX_CONTROLLERS.flatMap((name) =>
    controllerFlags(name, { workloadIdentity: true }).filter((flag) => /-service-account=/.test(flag)),
  );
  expect(flags.filter((flag) => flag.startsWith('--default-service-account='))).toHaveLength(FLUX_CONTROLLERS.length);
  expect(flags).toContain('--default-decryption-service-account=default');
  expect(flags.filter((flag) => flag === '--default-kubeconfig-service-account=default')).toHaveLength(2);
  expect(specOf(true)).toMatchObject({
    cluster: {
      objectLevelWorkloadIdentity: true,
      multitenantWorkloadIdentity: true,
      tenantDefaultDecryptionServiceAccount: 'default',
      tenantDefaultKubeConfigServiceAccount: 'default',
    },
  });
  expect(specOf(false)).not.toHaveProperty('cluster.objectLevelWorkloadIdentity');
});
