import { manifestSerializer } from '../../../src/testing';
import { synth } from '../../../src/testing';
import {
  adminObjects,
  adminSync,
  clusterIn,
  devWorkspace,
  environmentOn,
  fleetApp,
  only,
  workspaceIn,
} from './fixture';

expect.addSnapshotSerializer(manifestSerializer());

describe('what Roles and quotas cannot tell apart', () => {
  const shop = devWorkspace({ namespaces: ['shop', 'shop-jobs'] });
  const objects = adminObjects(shop);
  const policies = synth(shop.environment.cluster.node.findChild('workspace-policies'));

  test.each([
    ['ValidatingAdmissionPolicy', 'workspace-services'],
    ['ValidatingAdmissionPolicy', 'workspace-canaries'],
    ['ValidatingAdmissionPolicyBinding', 'workspace-canaries'],
  ])('%s', (kind, name) => {
    expect(only(policies, kind, name)).toMatchSnapshot();
  });

  test('the policies are there once for all workspaces of a cluster, and before any of them', () => {
    const cluster = clusterIn(fleetApp(), 'laptop');
    const workspaces = ['shop', 'media'].map((team) => workspaceIn(environmentOn(cluster, `dev-${team}`), team));
    const charts = cluster.node.findAll().filter(({ node }) => node.id === 'workspace-policies');
    expect(charts).toHaveLength(2);
    for (const workspace of workspaces) {
      expect(adminSync(workspace)).toHaveProperty('spec.dependsOn', [{ name: 'workspace-policies' }]);
    }
  });

  test('they look at the namespaces of workspaces, and at no others', () => {
    const labels = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.labels);
    const label = 'cdk8s-progressive-delivery/workspace';
    expect(labels.map((all) => all?.[label])).toStrictEqual(['shop', 'shop']);
    for (const { kind, spec } of policies) {
      if (kind !== 'ValidatingAdmissionPolicy') continue;
      expect(spec).toHaveProperty('matchConstraints.namespaceSelector.matchExpressions', [
        { key: label, operator: 'Exists' },
      ]);
    }
    expect.assertions(1 + policies.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').length);
  });

  test('no namespace has room for pods in the priority classes of Kubernetes itself', () => {
    const quotas = objects.filter(
      ({ kind, metadata }) => kind === 'ResourceQuota' && metadata.name === 'system-priority',
    );
    expect(quotas.map(({ metadata }) => metadata.namespace)).toStrictEqual(['shop', 'shop-jobs']);
    expect(quotas[0]).toMatchSnapshot();
  });
});
