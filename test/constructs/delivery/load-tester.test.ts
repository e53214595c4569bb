import { Chart } from 'cdk8s';
import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { Canary } from '../../../src/constructs/delivery/canary';
import type { CanaryHook } from '../../../src/constructs/delivery/hooks/canary-hook';
import { loadTest } from '../../../src/constructs/delivery/hooks/load-test';
import { manualGate } from '../../../src/constructs/delivery/hooks/manual-gate';
import { LoadTester } from '../../../src/constructs/delivery/load-tester';
import { canary } from '../../../src/constructs/delivery/strategy';
import { loadTester } from '../../../src/constructs/infrastructure/components/load-tester';
import type { InfrastructureComponent } from '../../../src/constructs/infrastructure/infrastructure-component';
import type { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import versions from '../../../src/versions.json';
import { workspaceIn, clusterIn, environmentOn, fleetApp, problems } from '../workspace/fixture';
import { analysisOf, canaryProps, objectsOf, problemsOf, shopChart, target } from './fixture';

const steps = canary({ stepWeight: 10, maxWeight: 50 });
const analysis = {
  interval: '1m',
  threshold: 5,
  metrics: [],
  webhooks: [loadTest(), manualGate('confirm-promotion')],
} as const;

function urls(chart: Chart): string[] {
  return (analysisOf(chart).webhooks as { url: string }[]).map(({ url }) => url);
}

describe('a LoadTester', () => {
  test('is the one that the Canaries of its chart use, for tasks and gates', () => {
    const chart = shopChart();
    new LoadTester(chart, 'load-tester');
    new Canary(chart, 'rollout', canaryProps(steps, { analysis }));
    expect(problemsOf(chart)).toStrictEqual([]);
    expect(urls(chart)).toStrictEqual([
      'http://load-tester.shop/gate/close',
      'http://load-tester.shop/',
      'http://load-tester.shop/gate/check',
    ]);
  });

  test('is told of when a hook calls it in a way that cannot work', () => {
    const chart = shopChart();
    const { url } = new LoadTester(chart, 'load-tester');
    const webhooks = [{ name: 'load', type: 'rollout', url }] as const;
    new Canary(chart, 'rollout', canaryProps(steps, { analysis: { ...analysis, webhooks } }));
    expect(problemsOf(chart)).toStrictEqual([expect.stringMatching(/^webhooks\[0\]\.metadata must describe a task/)]);
  });

  test('is theirs wherever in the chart it stands', () => {
    const chart = shopChart();
    new Canary(chart, 'rollout', canaryProps(steps, { analysis }));
    new LoadTester(chart, 'load-tester');
    expect(problemsOf(chart)).toStrictEqual([]);
    expect(urls(chart)).toContain('http://load-tester.shop/gate/check');
  });

  test('must serve the namespaces of the Canaries whose hooks call it', () => {
    const chart = shopChart();
    const add = (
      namespaces: readonly string[] | undefined,
      id: string,
      webhooks: readonly CanaryHook[] = [loadTest()],
    ) => {
      const part = new Chart(chart, id, { namespace: 'shop' });
      new LoadTester(part, 'load-tester', { namespaces });
      const own = { ...analysis, webhooks };
      new Canary(part, 'rollout', canaryProps(steps, { analysis: own, target: target({ namespace: 'shop-jobs' }) }));
      return problemsOf(part);
    };
    expect(add(undefined, 'a')).toStrictEqual([
      'target.namespace must be one that the load tester serves, got "shop-jobs"; add it to namespaces of the load tester of shop/a/load-tester, or create a LoadTester in the workspace',
    ]);
    expect(add(['shop', 'shop-jobs'], 'b')).toStrictEqual([]);
    expect(add(undefined, 'c', [loadTest({ loadTester: 'http://other.shop-jobs/' })])).toStrictEqual([]);
  });

  test('serves nobody else: Flagger passes on what the Canary of any team asks for', () => {
    const chart = shopChart();
    new LoadTester(chart, 'load-tester', { namespaces: ['shop', 'shop-jobs'] });
    const [deployment] = objectsOf(chart, 'Deployment');
    expect(JSON.stringify(deployment)).toContain('"-namespace-regexp=^(shop|shop-jobs)$"');
  });

  test('is made of what a team may apply in its workspace', () => {
    const shop = workspaceIn(environmentOn(clusterIn(fleetApp(), 'laptop'), 'dev'), 'shop');
    new LoadTester(shop, 'load-tester', { files: { 'smoke.bats': '@test "lives" { true; }' } });
    expect(problems(shop)).toStrictEqual([]);
  });

  test('refuses files whose names no ConfigMap holds', () => {
    const chart = shopChart();
    new LoadTester(chart, 'load-tester', { files: { 'a/b': '' } });
    expect(problemsOf(chart)).toStrictEqual([
      'files must be named by letters, digits, "-", "_" and ".", got "a/b"; for example "smoke.bats"',
    ]);
  });

  test('is one restricted pod without a token, its files beside it', () => {
    const chart = shopChart();
    new LoadTester(chart, 'load-tester', { files: { 'smoke.bats': '@test "lives" { true; }' } });
    const [deployment] = objectsOf(chart, 'Deployment');
    const [account] = objectsOf(chart, 'ServiceAccount');
    expect(account).toHaveProperty('automountServiceAccountToken', false);
    expect(deployment?.spec as object).toMatchObject({
      replicas: 1,
      template: {
        spec: {
          automountServiceAccountToken: false,
          serviceAccountName: 'load-tester',
          containers: [
            {
              image: `ghcr.io/fluxcd/flagger-loadtester:${versions.charts.loadtester.version}`,
              securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
              volumeMounts: [{ mountPath: '/scratch' }, { name: 'files', mountPath: '/files', readOnly: true }],
            },
          ],
          volumes: [{ emptyDir: {} }, { name: 'files', configMap: { name: 'load-tester' } }],
        },
      },
    });
  });
});

describe('hooks that name no load tester', () => {
  const withLoadTest = { webhooks: [loadTest()] };

  function rolledOut(infrastructure: readonly InfrastructureComponent[], own = withLoadTest): TeamWorkspace {
    const cluster = clusterIn(fleetApp(), 'laptop', { infrastructure });
    const shop = workspaceIn(environmentOn(cluster, 'dev'), 'shop');
    const backend = new PodinfoApp(shop, 'backend', { tag: '6.9.4' });
    new Canary(shop, 'rollout', { target: backend, strategy: steps, analysis: own });
    return shop;
  }

  function shared(url: string, namespaces?: readonly string[]): InfrastructureComponent {
    return {
      name: 'tester',
      flagger: { meshProvider: 'linkerd' },
      loadTester: { url, ...(namespaces && { namespaces }) },
      build: () => undefined,
    };
  }

  test("call the one of the cluster's component, whatever its address", () => {
    const shop = rolledOut([shared('http://tester.tools/')]);
    expect(problems(shop)).toStrictEqual([]);
    expect(JSON.stringify(objectsOf(shop, 'Canary'))).toContain('"url":"http://tester.tools/"');
    expect(loadTester().loadTester).toStrictEqual({ url: 'http://flagger-loadtester.flagger-system/' });
  });

  test("call the team's own before that of the cluster", () => {
    const shop = rolledOut([shared('http://tester.tools/')]);
    new LoadTester(shop, 'own');
    expect(JSON.stringify(objectsOf(shop, 'Canary'))).toContain('"url":"http://own.shop/"');
  });

  test('are refused where nobody has one, unless none of them calls it', () => {
    const flagger = { name: 'flagger', flagger: { meshProvider: 'linkerd' }, build: () => undefined } as const;
    expect(problems(rolledOut([flagger]))).toStrictEqual([
      'laptop/dev/shop/rollout: webhooks must name a load tester where neither the team nor the cluster has one, got "load-test"; create a LoadTester in the workspace, add infrastructure.loadTester() to the cluster, or give the hook a loadTester',
    ]);
    const elsewhere = { webhooks: [loadTest({ loadTester: 'http://tester.tools/' })] };
    expect(problems(rolledOut([flagger], elsewhere))).toStrictEqual([]);
    // Whoever has not said what is on the cluster has its Flagger and its load tester from elsewhere.
    expect(problems(rolledOut([]))).toStrictEqual([]);
  });

  test('are refused where that of the cluster serves other namespaces', () => {
    expect(problems(rolledOut([shared('http://tester.tools/', ['bank'])]))).toStrictEqual([
      'laptop/dev/shop/rollout: target.namespace must be one that the load tester serves, got "shop"; add it to namespaces of the load tester of laptop, or create a LoadTester in the workspace',
    ]);
    expect(problems(rolledOut([shared('http://tester.tools/', ['shop'])]))).toStrictEqual([]);
  });
});
