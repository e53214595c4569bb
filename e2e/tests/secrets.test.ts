import { Kube } from '../control-plane/kube';
import type { KubeObject } from '../control-plane/kube-object';
import { note } from '../control-plane/run';
import { until } from '../control-plane/wait';
import { KUSTOMIZATION, type FluxKustomization } from '../fleet/flux-kustomization';
import { shared } from '../support/shared';
import { ageKey, encryptedSecret } from '../workspaces/sops';
import { startWorkspaceWorld } from '../workspaces/workspace-world';

interface Secret extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

interface Deployment extends KubeObject {
  readonly spec: { readonly template: { readonly spec: { readonly imagePullSecrets?: unknown } } };
}

interface Role extends KubeObject {
  readonly rules: readonly { readonly verbs: readonly string[] }[];
}

const ROLE = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' };
const SECRET = { apiVersion: 'v1', kind: 'Secret' };
const SHOP = { namespace: 'shop', name: 'shop' };
const KEY = ageKey();
const VAULT = { kind: 'ClusterSecretStore', name: 'vault' } as const;

const shop = {
  props: {
    decryption: { provider: 'sops', secretRef: { name: 'sops-age' } },
    secretStores: [VAULT],
    imagePullSecrets: ['registry'],
  } as const,
  besides: { database: encryptedSecret('database', { password: 'of the database' }, KEY) },
};

describe('the Secrets of a team', () => {
  const world = shared(() => startWorkspaceWorld({ shop }));
  const kube = (): Kube => world().plane.kube;
  const account = (): Kube => kube().as({ namespace: 'shop', name: 'shop-deploy' });
  const secret = (type?: string): KubeObject => ({
    ...SECRET,
    metadata: { name: 'probe', namespace: 'shop', annotations: { 'kubernetes.io/service-account.name': 'default' } },
    ...(type !== undefined && { type }),
  });

  test('are decrypted and applied by Flux with the rights that the workspace gives', async () => {
    await until('the namespace is there', () => kube().get({ apiVersion: 'v1', kind: 'Namespace' }, { name: 'shop' }));
    // By hand, as the admin makes it.
    await kube().apply({
      ...SECRET,
      metadata: { name: 'sops-age', namespace: 'shop' },
      stringData: { 'keys.agekey': KEY.identity },
    } as KubeObject);
    const made = await until(
      'Flux applies the Secret',
      () => kube().get<Secret>(SECRET, { namespace: 'shop', name: 'database' }),
      {
        instead: async () => (await kube().get<FluxKustomization>(KUSTOMIZATION, SHOP))?.status,
      },
    );
    expect(Buffer.from(made.data?.['password'] ?? '', 'base64').toString()).toBe('of the database');
  });

  test('go when they leave the repository', async () => {
    const { repository, look } = world();
    await look(['shop/shop'], repository.commit({ shop: { ...shop, besides: {} } }));
    const gone = await until('Flux deletes the Secret', async () =>
      (await kube().get(SECRET, { namespace: 'shop', name: 'database' })) === undefined ? true : undefined,
    );
    expect(gone).toBe(true);
  });

  test.each(['kubernetes.io/service-account-token'])('of type %s are refused, whoever makes them', async (type) => {
    const says = /must not ask for the token of a service account/;
    await until('admission policies are on', async () => {
      const said = await account()
        .apply(secret(type), 'e2e', { dryRun: true })
        .then(() => '', String);
      return says.test(said) ? true : undefined;
    });
    await expect(kube().apply(secret(type))).rejects.toThrow(says);
    expect(await account().apply(secret('Opaque'), 'e2e', { dryRun: true })).toMatchObject({ type: 'Opaque' });
  });

  describe('by ExternalSecrets', () => {
    const apply = (spec: object): Promise<unknown> =>
      account().apply(
        {
          apiVersion: 'external-secrets.io/v1',
          kind: 'ExternalSecret',
          metadata: { name: 'probe', namespace: 'shop' },
          spec,
        } as KubeObject,
        'e2e',
        { dryRun: true },
      );
    const theirs = { kind: 'ClusterSecretStore', name: 'platform' };
    const remoteRef = { key: 'shop/database' };

    test.each<[string, object]>([
      ['the store of the workspace', { secretStoreRef: VAULT, data: [{ secretKey: 'password', remoteRef }] }],
      [
        'that store, named at each value',
        { data: [{ secretKey: 'password', remoteRef, sourceRef: { storeRef: VAULT } }] },
      ],
      ['that store, for all of an entry', { secretStoreRef: VAULT, dataFrom: [{ extract: remoteRef }] }],
    ])('come from %s', async (_what, spec) => {
      expect(await apply(spec)).toMatchObject({ kind: 'ExternalSecret' });
    });

    test.each<[string, object, RegExp]>([
      ['another store', { secretStoreRef: theirs }, /secretStoreRef must be one of the stores/],
      [
        'a store of its own namespace',
        { secretStoreRef: { name: 'vault' } },
        /secretStoreRef must be one of the stores/,
      ],
      [
        'another store for one value',
        { secretStoreRef: VAULT, data: [{ secretKey: 'password', remoteRef, sourceRef: { storeRef: theirs } }] },
        /data must come from the stores/,
      ],
      [
        'another store for an entry',
        { secretStoreRef: VAULT, dataFrom: [{ extract: remoteRef, sourceRef: { storeRef: theirs } }] },
        /dataFrom must come from the stores/,
      ],
      [
        'a generator',
        {
          dataFrom: [
            {
              sourceRef: {
                generatorRef: { apiVersion: 'generators.external-secrets.io/v1alpha1', kind: 'Fake', name: 'x' },
              },
            },
          ],
        },
        /dataFrom must come from the stores/,
      ],
      [
        'no Secret but something else',
        { secretStoreRef: VAULT, target: { manifest: { apiVersion: 'v1', kind: 'ConfigMap' } } },
        /must make a Secret/,
      ],
    ])('do not come from, or become, %s', async (_what, spec, says) => {
      await until('admission policies are on', async () => {
        const said = await apply(spec).then(() => '', String);
        return said.includes('ValidatingAdmissionPolicy') ? true : undefined;
      });
      await expect(apply(spec)).rejects.toThrow(says);
    });
  });

  test('are not listed by the account, and not read by people', async () => {
    await expect(account().list(SECRET, 'shop')).rejects.toThrow(/cannot list/);
    const leads = new Kube({
      ...kube().credentials,
      impersonate: { user: 'ann', groups: ['shop-leads', 'system:authenticated'] },
    });
    await expect(leads.get(SECRET, { namespace: 'shop', name: 'sops-age' })).rejects.toThrow(/cannot get/);
    leads.close();
  });

  test('that images are pulled with are in the primary, too, which Flagger makes', async () => {
    const primary = await until('Flagger makes the primary', () =>
      kube().get<Deployment>(
        { apiVersion: 'apps/v1', kind: 'Deployment' },
        { namespace: 'shop', name: 'backend-primary' },
      ),
    );
    expect(primary.spec.template.spec.imagePullSecrets).toStrictEqual([{ name: 'registry' }]);
  });

  const commit = async (besides: Readonly<Record<string, KubeObject>>): Promise<void> => {
    const { repository, look } = world();
    await look(['shop/shop'], repository.commit({ shop: { ...shop, besides } }));
  };
  /** Flux, which may have met a source in the middle of its next revision, need not wait a minute to try again. */
  const untilFlux = (what: string, ask: () => Promise<true | undefined>): Promise<unknown> => {
    let tries = 0;
    return until(
      what,
      async () => {
        const answer = await ask();
        tries += 1;
        const requestedAt = `${what} ${tries}`;
        if (answer === undefined) {
          await kube().merge(KUSTOMIZATION, SHOP, {
            metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': requestedAt } },
          });
        }
        return answer;
      },
      { pause: 500 },
    );
  };
  const untilThere = (wanted: boolean): Promise<unknown> =>
    untilFlux(`the Secret is ${wanted ? 'there' : 'gone'}`, async () => {
      const own = await kube().get(SECRET, { namespace: 'shop', name: 'own' });
      return (own !== undefined) === wanted ? true : undefined;
    });
  const own = (of: string) => ({ own: encryptedSecret('own', { of }, KEY) });

  describe('by the verbs of the account', () => {
    // Flux would give the verb back.
    beforeAll(async () => {
      const admins = { namespace: 'flux-system', name: 'workspace-dev-shop' };
      await kube().merge(KUSTOMIZATION, admins, { spec: { suspend: true } });
    });

    test.each([
      { verb: 'create', before: {}, after: own('create') },
      { verb: 'patch', before: own('before'), after: own('after') },
      // Flux reads what it is about to delete.
      { verb: 'get', before: own('get'), after: {} },
      { verb: 'delete', before: own('delete'), after: {} },
    ])('need the verb $verb: without it Flux fails', async ({ verb, before, after }) => {
      await commit(before);
      await untilThere('own' in before);
      const role = { namespace: 'shop', name: 'shop-secrets' };
      const rules = (await kube().get<Role>(ROLE, role))?.rules ?? [];
      const without = rules.map((rule) => ({ ...rule, verbs: rule.verbs.filter((one) => one !== verb) }));
      await kube().merge(ROLE, role, { rules: without });
      await commit(after);
      await untilFlux(`Flux says that the account cannot ${verb} Secrets`, async () => {
        const sync = await kube().get<FluxKustomization>(KUSTOMIZATION, SHOP);
        const said = sync?.status?.conditions?.map(({ message }) => message).join(' ') ?? '';
        return said.includes(`cannot ${verb} resource "secrets"`) ? true : undefined;
      });
      await kube().merge(ROLE, role, { rules });
      await untilThere('own' in after);
      // What the next row begins with.
      await commit({});
      await untilThere(false);
      expect((await kube().get<Role>(ROLE, role))?.rules).toStrictEqual(rules);
    });
  });

  afterAll(() => {
    note('secrets: what External Secrets makes of an ExternalSecret', 'not judged');
  });
});
