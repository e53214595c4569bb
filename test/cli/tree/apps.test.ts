import { readApps } from '../../../src/cli/tree/apps';
import { fleetText } from '../../../src/cli/tree/fleet-text';
import { styleFor } from '../../../src/cli/style';
import { readDocuments } from '../../../src/manifest/yaml-reader';
import { canary, deployment } from '../support/small-fleet';

/** The rows of a folder that holds these manifests. */
function rows(manifests: string): string[] {
  const apps = readApps(readDocuments(manifests).map(({ value }) => value));
  const fleet = { folder: 'dist', clusters: [], folders: [{ path: '.', ...apps }] };
  return fleetText(fleet, styleFor(false)).slice(1);
}

const podinfo = deployment('a', 'shop', 'podinfo:1');

describe('how a new version takes over', () => {
  test.each([
    ['stepWeights: [1, 5, 25]', 'canary 1, 5, 25 %'],
    ['stepWeight: 20', 'canary 20 % → 100 %'],
    ['stepWeight: 20, stepWeights: [1, 5], maxWeight: 60, mirror: true', 'canary 20 % → 60 %, mirrored'],
    ['interval: 30s', 'canary without steps'],
    ['iterations: 1, interval: 30s', 'blue/green 1 check every 30s'],
    ['iterations: 5, match: [{ queryParams: { v: { suffix: x } } }]', 'A/B test 5 checks, ?v=*x'],
  ])('analysis %s', (analysis, text) => {
    const rollout = canary('a', 'shop', `analysis: { ${analysis} }`);
    expect(rows(`${podinfo}---\n${rollout}`)).toStrictEqual([`└─ a  podinfo:1  ${text}`]);
  });

  test('suspended, or promoted without asking', () => {
    const rollout = canary('a', 'shop', 'suspend: true, skipAnalysis: true, analysis: { iterations: 2 }');
    expect(rows(`${podinfo}---\n${rollout}`)).toStrictEqual([
      '└─ a  podinfo:1  suspended, without analysis, blue/green 2 checks',
    ]);
  });

  test('of an app that is in another folder', () => {
    const rollout = canary('a', 'shop', 'analysis: { iterations: 2 }');
    expect(rows(rollout)).toStrictEqual(['└─ a  (Deployment)  blue/green 2 checks']);
  });
});

describe('what runs', () => {
  test('a Helm chart', () => {
    const chart = 'chart: { spec: { chart: redis, version: "1.10" } }';
    expect(rows(`kind: HelmRelease\nmetadata: { name: a }\nspec: { ${chart} }\n`)).toStrictEqual([
      '└─ a  chart redis 1.10',
    ]);
  });

  test('a job with several containers', () => {
    const pod = 'spec: { containers: [{ image: a:1 }, { image: "b.example/c/d:2@sha256:0" }, {}] }';
    const job = `kind: CronJob\nmetadata: { name: a }\nspec: { jobTemplate: { spec: { template: { ${pod} } } } }\n`;
    expect(rows(job)).toStrictEqual(['└─ a  a:1, d:2  no canary']);
  });

  test('a route over several backends, but not over one', () => {
    const several = 'backendRefs: [{ name: v1, weight: 90 }, { name: v2, weight: 10 }]';
    const spec = `parentRefs: [{ kind: Service, name: catalog }], rules: [{ ${several} }, { backendRefs: [{ name: v3 }] }]`;
    expect(rows(`kind: HTTPRoute\nmetadata: { name: r }\nspec: { ${spec} }\n`)).toStrictEqual([
      '└─ catalog  90 % v1, 10 % v2',
    ]);
  });

  test('two apps of one name, told apart by their namespaces', () => {
    expect(rows(`${podinfo}---\n${deployment('a', 'shop-web', 'podinfo:2')}`)).toStrictEqual([
      '├─ a (shop)      podinfo:1  no canary',
      '└─ a (shop-web)  podinfo:2  no canary',
    ]);
  });

  test('nothing that could write on the terminal', () => {
    expect(rows(deployment('"\\e[2J\\u202Ea"', 'shop', 'podinfo:1'))).toStrictEqual([
      '└─ ?[2J?a  podinfo:1  no canary',
    ]);
  });
});
