import { ApiObject, JsonPatch } from 'cdk8s';
import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { AlertProvider } from '../../../src/constructs/delivery/alert-provider';
import { Canary } from '../../../src/constructs/delivery/canary';
import { blueGreen } from '../../../src/constructs/delivery/strategy';
import type { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import { manifestSerializer, synth } from '../../../src/testing';
import {
  adminObjects,
  adminSync,
  clusterIn,
  devWorkspace,
  environmentOn,
  fleetApp,
  only,
  problems,
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

describe('what the policies would refuse is found before it is committed', () => {
  const findings = (build: (shop: TeamWorkspace) => void): string[] => {
    const shop = devWorkspace({ namespaces: ['shop', 'shop-jobs'] });
    build(shop);
    return problems(shop);
  };
  const canaryIn = (shop: TeamWorkspace, namespace: string): Canary => {
    const chat = new AlertProvider(shop, 'chat', { type: 'slack', secretName: 'chat' });
    const target = new PodinfoApp(shop, 'backend', { tag: '6.9.4', namespace });
    return new Canary(shop, 'rollout', { target, strategy: blueGreen({ iterations: 2 }), alerts: [chat.toAlert()] });
  };

  test('a Canary that names what is in another namespace of the team', () => {
    expect(findings((shop) => canaryIn(shop, 'shop'))).toStrictEqual([]);
    expect(findings((shop) => canaryIn(shop, 'shop-jobs'))).toStrictEqual([
      `laptop/dev/shop: rollout/Canary: spec.analysis.alerts[0].providerRef.namespace must be the Canary's own, shop-jobs, got "shop"; the workspace's admission policy refuses others: create what it names in shop-jobs, too`,
    ]);
  });

  test.each([
    ['/spec/upstreamRef', { kind: 'Upstream', name: 'backend', namespace: 'gloo' }, 'spec.upstreamRef.namespace'],
    [
      '/spec/analysis/metrics',
      [{ name: 'errors', interval: '1m', templateRef: { name: 'errors', namespace: 'bank' } }],
      'spec.analysis.metrics[0].templateRef.namespace',
    ],
  ])('a Canary with such a reference patched into it: %s', (pointer, value, field) => {
    const [problem, ...more] = findings((shop) => {
      const { node } = canaryIn(shop, 'shop');
      (node.defaultChild as ApiObject).addJsonPatch(JsonPatch.add(pointer, value));
    });
    expect(problem).toContain(`rollout/Canary: ${field} must be the Canary's own, shop, got`);
    expect(more).toStrictEqual([]);
  });

  test.each([
    [{ type: 'ExternalName', externalName: 'bank.example.com' }, 'spec.type must lead to pods of the workspace'],
    [{ ports: [{ port: 80 }], externalIPs: ['203.0.113.7'] }, 'spec.externalIPs must be empty in a workspace'],
  ])('a Service that leads elsewhere, or catches what is meant for others (%#)', (spec, message) => {
    const found = findings((shop) => {
      new ApiObject(shop, 'bank', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'bank' }, spec });
    });
    expect(found).toStrictEqual([expect.stringContaining(`laptop/dev/shop: bank: ${message}, got`)]);
  });
});
