import { linkerdSmi } from '../../../src/constructs/traffic/linkerd';
import { manifestSerializer } from '../../../src/testing';
import { adminObjects, devWorkspace, only } from './fixture';
import { may, type Who } from './rbac';

expect.addSnapshotSerializer(manifestSerializer());

const workspace = devWorkspace({ namespaces: ['shop', 'shop-jobs'], viewers: ['shop-watchers'] });
const objects = adminObjects(workspace);
const inShop = objects.filter(({ metadata }) => metadata.namespace === 'shop');
const account: Who = 'ServiceAccount shop/shop-deploy';
const admins: Who = 'Group shop-leads';
const viewers: Who = 'Group shop-watchers';

const apply = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const look = ['get', 'list', 'watch'];
const change = ['create', 'update', 'patch', 'delete'];

/** `group/resource`, core being the empty group. */
function ask(who: Who, verbs: readonly string[], target: string, namespace?: string): boolean[] {
  const group = target.slice(0, target.indexOf('/'));
  const resource = target.slice(target.indexOf('/') + 1);
  return verbs.map((verb) => may(objects, who, { verb, group, resource, ...(namespace && { namespace }) }));
}

describe('what a team ships through Git', () => {
  const shipped = [
    '/configmaps',
    '/serviceaccounts',
    '/services',
    'apps/deployments',
    'autoscaling/horizontalpodautoscalers',
    'flagger.app/alertproviders',
    'flagger.app/canaries',
    'flagger.app/metrictemplates',
    'gateway.networking.k8s.io/grpcroutes',
    'gateway.networking.k8s.io/httproutes',
    'keda.sh/scaledobjects',
    'networking.k8s.io/ingresses',
    'policy/poddisruptionbudgets',
    'policy.linkerd.io/authorizationpolicies',
    'policy.linkerd.io/meshtlsauthentications',
    'policy.linkerd.io/networkauthentications',
    'policy.linkerd.io/servers',
    'split.smi-spec.io/trafficsplits',
  ];

  test.each(shipped)('the account may apply and prune %s in each namespace', (target) => {
    const answers = [...ask(account, apply, target, 'shop'), ...ask(account, apply, target, 'shop-jobs')];
    expect(answers).not.toContain(false);
  });

  test.each(shipped)('admins may change %s by hand, viewers may look', (target) => {
    expect(ask(admins, apply, target, 'shop')).not.toContain(false);
    expect(ask(viewers, look, target, 'shop')).not.toContain(false);
    expect(ask(viewers, change, target, 'shop')).not.toContain(true);
  });

  test.each([
    '/pods',
    'apps/replicasets',
    'networking.istio.io/virtualservices',
    'networking.istio.io/destinationrules',
  ])('the account may see what controllers make of it: %s', (target) => {
    expect(ask(account, look, target, 'shop')).not.toContain(false);
    expect(ask(account, change, target, 'shop')).not.toContain(true);
  });
});

describe('what people may do besides', () => {
  test.each([
    ['get', '/pods/log'],
    ['list', '/events'],
    ['list', 'events.k8s.io/events'],
    ['get', '/resourcequotas'],
    ['get', '/limitranges'],
    ['list', 'networking.k8s.io/networkpolicies'],
    ['list', 'rbac.authorization.k8s.io/rolebindings'],
    ['watch', 'kustomize.toolkit.fluxcd.io/kustomizations'],
    ['watch', 'source.toolkit.fluxcd.io/gitrepositories'],
    ['list', 'discovery.k8s.io/endpointslices'],
    ['list', 'linkerd.io/serviceprofiles'],
    ['list', 'metrics.k8s.io/pods'],
  ])('admins and viewers may %s %s, the account has no need to', (verb, target) => {
    expect(ask(admins, [verb], target, 'shop')).toStrictEqual([true]);
    expect(ask(viewers, [verb], target, 'shop')).toStrictEqual([true]);
    expect(ask(account, [verb], target, 'shop')).toStrictEqual([false]);
  });

  test.each([
    ['delete', '/pods'],
    ['create', '/pods/eviction'],
  ])('only admins may %s %s', (verb, target) => {
    expect(ask(admins, [verb], target, 'shop')).toStrictEqual([true]);
    expect(ask(viewers, [verb], target, 'shop')).toStrictEqual([false]);
    expect(ask(account, [verb], target, 'shop')).toStrictEqual([false]);
  });
});

describe('what nobody of the team may do', () => {
  test.each([
    ['create', '/pods/exec'],
    ['get', '/pods/exec'],
    ['create', '/pods/attach'],
    ['create', '/pods/portforward'],
    ['update', '/pods/ephemeralcontainers'],
    ['create', '/pods'],
    ['create', '/serviceaccounts/token'],
    ['impersonate', '/serviceaccounts'],
    ['impersonate', '/users'],
    ['impersonate', '/groups'],
    ['get', '/secrets'],
    ['list', '/secrets'],
    ['create', '/secrets'],
    ['patch', '/secrets'],
    ['deletecollection', '/configmaps'],
    ['create', '/services/proxy'],
    ['get', '/pods/proxy'],
    ['create', '/endpoints'],
    ['update', 'discovery.k8s.io/endpointslices'],
    ['create', '/resourcequotas'],
    ['delete', '/resourcequotas'],
    ['patch', '/limitranges'],
    ['create', 'networking.k8s.io/networkpolicies'],
    ['delete', 'networking.k8s.io/networkpolicies'],
    ['create', 'rbac.authorization.k8s.io/roles'],
    ['patch', 'rbac.authorization.k8s.io/roles'],
    ['create', 'rbac.authorization.k8s.io/rolebindings'],
    ['bind', 'rbac.authorization.k8s.io/roles'],
    ['escalate', 'rbac.authorization.k8s.io/roles'],
    ['create', 'kustomize.toolkit.fluxcd.io/kustomizations'],
    ['patch', 'kustomize.toolkit.fluxcd.io/kustomizations'],
    ['patch', 'source.toolkit.fluxcd.io/gitrepositories'],
    ['create', 'source.toolkit.fluxcd.io/helmrepositories'],
    ['create', 'helm.toolkit.fluxcd.io/helmreleases'],
    ['create', 'image.toolkit.fluxcd.io/imageupdateautomations'],
    ['create', 'notification.toolkit.fluxcd.io/receivers'],
    ['create', 'apps/daemonsets'],
    ['create', 'batch/cronjobs'],
    ['patch', 'apps/replicasets'],
    ['create', 'gateway.networking.k8s.io/gateways'],
    ['create', 'gateway.networking.k8s.io/referencegrants'],
    ['create', 'networking.istio.io/virtualservices'],
    ['create', 'policy.linkerd.io/serverauthorizations'],
    ['create', 'linkerd.io/serviceprofiles'],
    ['create', '/persistentvolumeclaims'],
    ['update', 'flagger.app/canaries/status'],
    ['update', 'apps/deployments/status'],
  ])('%s %s', (verb, target) => {
    const answers = ['shop', 'shop-jobs'].flatMap((namespace) => [
      ...ask(account, [verb], target, namespace),
      ...ask(admins, [verb], target, namespace),
      ...ask(viewers, [verb], target, namespace),
    ]);
    expect(answers).not.toContain(true);
  });

  test.each(['flux-system', 'kube-system', 'linkerd', 'other-team', undefined])(
    'anything in namespace %s',
    (namespace) => {
      for (const target of ['/configmaps', 'apps/deployments', '/namespaces', '/nodes', 'flagger.app/canaries']) {
        expect(ask(account, apply, target, namespace)).not.toContain(true);
        expect(ask(admins, apply, target, namespace)).not.toContain(true);
      }
    },
  );

  test('no rule has a wildcard, and nothing is bound cluster-wide', () => {
    const roles = objects.filter(({ kind }) => kind === 'Role');
    expect(roles).toHaveLength(6);
    expect(JSON.stringify(roles)).not.toContain('*');
    expect(objects.map(({ kind }) => kind)).not.toContain('ClusterRoleBinding');
    expect(objects.map(({ kind }) => kind)).not.toContain('ClusterRole');
  });
});

describe('the service account', () => {
  test('is one, in the home namespace, and reaches every namespace from there', () => {
    const away = adminObjects(devWorkspace({ namespaces: ['shop', 'shop-jobs'], home: 'shop-jobs' }));
    expect(away.filter(({ kind }) => kind === 'ServiceAccount')).toHaveLength(1);
    const request = { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'shop' };
    expect(may(away, 'ServiceAccount shop-jobs/shop-deploy', request)).toBe(true);
    expect(may(away, 'ServiceAccount shop/shop-deploy', request)).toBe(false);
  });

  test('gives its token to no pod that does not ask', () => {
    expect(only(objects, 'ServiceAccount', 'shop-deploy').automountServiceAccountToken).toBe(false);
  });

  test('is bound together with the admins', () => {
    expect(only(inShop, 'RoleBinding', 'shop-deploy')).toMatchSnapshot();
  });

  test('of two teams never meet', () => {
    const bank = adminObjects(devWorkspace({ namespaces: ['bank'] }, linkerdSmi(), 'bank'));
    const request = { verb: 'get', group: '', resource: 'configmaps' };
    expect(may([...objects, ...bank], account, { ...request, namespace: 'bank' })).toBe(false);
    expect(may([...objects, ...bank], 'ServiceAccount bank/bank-deploy', { ...request, namespace: 'bank' })).toBe(true);
    expect(may([...objects, ...bank], 'ServiceAccount bank/bank-deploy', { ...request, namespace: 'shop' })).toBe(
      false,
    );
  });
});
