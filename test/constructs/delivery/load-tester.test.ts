import { Chart } from 'cdk8s';
import { Canary } from '../../../src/constructs/delivery/canary';
import { loadTest } from '../../../src/constructs/delivery/hooks/load-test';
import { manualGate } from '../../../src/constructs/delivery/hooks/manual-gate';
import { LoadTester } from '../../../src/constructs/delivery/load-tester';
import { canary } from '../../../src/constructs/delivery/strategy';
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

  test('must be there before the Canaries, which would use the shared one', () => {
    const chart = shopChart();
    new Canary(chart, 'rollout', canaryProps(steps, { analysis }));
    new LoadTester(chart, 'load-tester');
    expect(problemsOf(chart)).toStrictEqual([
      'load tester must be created before the Canaries that use it, got "shop/rollout/Canary"; that one uses the load tester that all teams share: move this line up',
    ]);
  });

  test('must serve the namespaces of the Canaries', () => {
    const chart = shopChart();
    const add = (namespaces: readonly string[] | undefined, id: string) => {
      const part = new Chart(chart, id, { namespace: 'shop' });
      new LoadTester(part, 'load-tester', { namespaces });
      new Canary(part, 'rollout', canaryProps(steps, { analysis, target: target({ namespace: 'shop-jobs' }) }));
      return problemsOf(part);
    };
    expect(add(undefined, 'a')).toStrictEqual([
      'target.namespace must be one that the chart\'s load tester serves, got "shop-jobs"; add it to namespaces of shop/a/load-tester',
    ]);
    expect(add(['shop', 'shop-jobs'], 'b')).toStrictEqual([]);
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
