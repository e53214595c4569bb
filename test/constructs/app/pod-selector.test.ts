import { Testing } from 'cdk8s';
import fc from 'fast-check';
import { LinkerdServer } from '../../../src/constructs/app/linkerd-server';
import { PodMonitor } from '../../../src/constructs/app/pod-monitor';
import { podSelector } from '../../../src/constructs/app/pod-selector';
import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { WebApp } from '../../../src/constructs/app/web-app';
import type { WebAppProps } from '../../../src/constructs/app/web-app-props';
import type { ManifestObject } from '../../../src/testing';
import { problemsOf, shopChart } from '../delivery/fixture';
import { adminObjects, devWorkspace } from '../workspace/fixture';
import { type LabelSelector, selects } from '../../../src/manifest/network/label-selector';
import { primaryTemplateOf, templateOf } from './support/primary';

type Labels = Readonly<Record<string, string>>;

const basic = { image: 'acme/app', tag: '1', ports: { http: 8080 }, resources: {}, podLabels: { tier: 'web' } };
const asDaemonSet: WebAppProps<'http'> = { ...basic, kind: 'DaemonSet' };

/** The workload of an app, and the selector of each object that selects its pods. */
interface Selected {
  readonly workload: ManifestObject;
  readonly selectors: ReadonlyMap<string, LabelSelector>;
}

function selectedBy(name: string, props: WebAppProps<'http'> = basic): Selected | undefined {
  const chart = shopChart();
  const app = new WebApp(chart, name, props);
  new LinkerdServer(chart, 'server', { app, port: 'http', accessPolicy: 'deny' });
  new PodMonitor(chart, 'monitor', { app, port: 'http' });
  if (problemsOf(chart).length > 0) return undefined;
  const objects = Testing.synth(chart) as ManifestObject[];
  const selectors = objects.flatMap(({ kind, spec }): [string, LabelSelector][] => {
    const { selector, podSelector: pods } = (spec ?? {}) as { selector?: LabelSelector; podSelector?: LabelSelector };
    // A Deployment selects its own pods only, and a Service without a Canary its app's.
    if (['Deployment', 'DaemonSet', 'Service'].includes(kind)) return [];
    const found = selector ?? pods;
    return found === undefined ? [] : [[kind, found]];
  });
  const workload = objects.find(({ kind }) => kind === 'Deployment' || kind === 'DaemonSet');
  return workload && { workload, selectors: new Map([...selectors, ['podSelector', podSelector(name)]]) };
}

function podsOf({ workload }: Selected): { target: Labels; primary: Labels } {
  return { target: templateOf(workload).metadata.labels, primary: primaryTemplateOf(workload).metadata.labels };
}

/** Names of few letters, so that one is often the beginning of another, with the endings that Flagger gives. */
const name = fc
  .tuple(fc.stringMatching(/^[ab]([-ab]{0,3}[ab])?$/), fc.constantFrom('', '-primary', '-canary', '-primary-a', '-b'))
  .map(([begin, end]) => begin + end);

describe('what selects the pods of an app', () => {
  test('are a disruption budget, a Server, a monitor, and whatever takes its podSelector', () => {
    expect([...(selectedBy('cart')?.selectors.keys() ?? [])].sort()).toStrictEqual([
      'PodDisruptionBudget',
      'PodMonitor',
      'Server',
      'podSelector',
    ]);
    expect([...(selectedBy('cart', asDaemonSet)?.selectors.keys() ?? [])].sort()).toStrictEqual([
      'PodMonitor',
      'Server',
      'podSelector',
    ]);
  });

  test('selects the pods of the target and those of the primary, and of no other app', () => {
    let compared = 0;
    fc.assert(
      fc.property(name, name, fc.constantFrom(basic, asDaemonSet), (first, second, props) => {
        const app = selectedBy(first, props);
        const other = selectedBy(second, props);
        if (app === undefined || other === undefined) return;
        const own = podsOf(app);
        const others = podsOf(other);
        for (const selector of app.selectors.values()) {
          expect([selects(selector, own.target), selects(selector, own.primary)]).toStrictEqual([true, true]);
          const reached = [selects(selector, others.target), selects(selector, others.primary)];
          expect(reached).toStrictEqual([first === second, first === second]);
        }
        compared += 1;
      }),
      {
        numRuns: 150,
        seed: 1,
        examples: [
          ['a', 'a-canary', basic],
          ['a', 'a-primary-a', basic],
          ['a', 'ab', basic],
        ],
      },
    );
    expect(compared).toBeGreaterThan(50);
  });

  test('an app with the name of what Flagger makes of another one is refused: no selector could tell them apart', () => {
    expect(selectedBy('cart-primary')).toBeUndefined();
    expect(selects(podSelector('cart'), { app: 'cart-primary' })).toBe(true);
  });

  test.each(['app', 'name', 'app.kubernetes.io/name'] as const)('follows the label %s of other workloads', (label) => {
    const selector = podSelector('cart', label);
    expect(
      [{ [label]: 'cart' }, { [label]: 'cart-primary' }, { [label]: 'cart-b' }].map((pod) => selects(selector, pod)),
    ).toStrictEqual([true, true, false]);
  });

  test('spreads the primary by itself, not together with the target', () => {
    const { workload } = selectedBy('cart') ?? {};
    const { metadata, spec } = primaryTemplateOf(workload as ManifestObject);
    const [constraint] = spec.topologySpreadConstraints ?? [];
    const selector = constraint?.labelSelector ?? {};
    expect([selects(selector, metadata.labels), selects(selector, templateOf(workload).metadata.labels)]).toStrictEqual(
      [true, false],
    );
  });

  test('the network policies of a workspace hold for both, since they hold for every pod', () => {
    const policies = adminObjects(devWorkspace()).filter(({ kind }) => kind === 'NetworkPolicy');
    const { target, primary } = podsOf(selectedBy('cart') as Selected);
    const reached = policies.map(({ spec }) => (spec as { podSelector: LabelSelector }).podSelector);
    expect(reached.length).toBeGreaterThan(3);
    expect(reached.every((selector) => selects(selector, target) && selects(selector, primary))).toBe(true);
  });

  test("Flagger's copy of the autoscaler is found by the app's name", () => {
    const chart = shopChart();
    const app = new PodinfoApp(chart, 'cart', { tag: '1' });
    const objects = Testing.synth(chart) as ManifestObject[];
    expect(objects.find(({ kind }) => kind === 'HorizontalPodAutoscaler')).toMatchObject({
      metadata: { name: app.autoscalerName },
      spec: { scaleTargetRef: { name: app.name } },
    });
  });
});
