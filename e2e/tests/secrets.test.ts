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

interface Role extends KubeObject {
  readonly rules: readonly { readonly verbs: readonly string[] }[];
}

const ROLE = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' };
const SECRET = { apiVersion: 'v1', kind: 'Secret' };
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

/** Has Flux try again at once. */
function again(mark: string): object {
  return { metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': `again-${mark}` } } };
}

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
        instead: async () =>
          (await kube().get<FluxKustomization>(KUSTOMIZATION, { namespace: 'shop', name: 'shop' }))?.status,
      },
    );
    expect(Buffer.from(made.data?.['password'] ?? '', 'base64').toString()).toBe('of the database');
  });

  test('go when they leave the repository', async () => {
    const { repository, look } = world();
    await look(['shop/shop'], repository.commit({ shop: { ...shop, besides: {} } }));
    await until('Flux deletes the Secret', async () =>
      (await kube().get(SECRET, { namespace: 'shop', name: 'database' })) === undefined ? true : undefined,
    );
  });

  test.each(['kubernetes.io/service-account-token'])('of type %s are refused, whoever makes them', async (type) => {
    const says = /must not ask for the token of a service account/;
    await until('admission policies are on', async () => {
      const said = await account().apply(secret(type), 'e2e', { dryRun: true }).catch(String);
      return says.test(String(said)) ? true : undefined;
    });
    await expect(kube().apply(secret(type))).rejects.toThrow(says);
    expect(await account().apply(secret('Opaque'), 'e2e', { dryRun: true })).toMatchObject({ type: 'Opaque' });
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

  // In this order each leaves behind what the next one needs.
  test.each(['create', 'get', 'patch', 'delete'])('need the verb %s: without it Flux fails', async (verb) => {
    const { repository, look } = world();
    const role = { namespace: 'shop', name: 'shop-secrets' };
    const found = await kube().get<Role>(ROLE, role);
    const rules = found?.rules ?? [];
    await kube().merge(ROLE, role, {
      rules: rules.map((rule) => ({ ...rule, verbs: rule.verbs.filter((one) => one !== verb) })),
    });
    const besides: Record<string, KubeObject> = verb === 'delete' ? {} : { own: encryptedSecret('own', { for: verb }, KEY) };
    await look(['shop/shop'], repository.commit({ shop: { ...shop, besides } }));
    await until(`Flux says that the account cannot ${verb} Secrets`, async () => {
      const sync = await kube().get<FluxKustomization>(KUSTOMIZATION, { namespace: 'shop', name: 'shop' });
      const said = sync?.status?.conditions?.map(({ message }) => message).join(' ') ?? '';
      return said.includes(`cannot ${verb} resource "secrets"`) ? true : undefined;
    });
    await kube().merge(ROLE, role, { rules });
    await kube().merge(KUSTOMIZATION, { namespace: 'shop', name: 'shop' }, again(verb));
    await until('Flux goes on', async () => {
      const own = await kube().get(SECRET, { namespace: 'shop', name: 'own' });
      return (own === undefined) === (verb === 'delete') ? true : undefined;
    });
  });

  afterAll(() => {
    note('secrets: what External Secrets makes of an ExternalSecret, and images pulled with Secrets', 'not judged');
  });
});
