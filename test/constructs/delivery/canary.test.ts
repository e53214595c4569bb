import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { Canary } from '../../../src/constructs/delivery/canary';
import { profiles } from '../../../src/constructs/delivery/profiles';
import { blueGreen, canary } from '../../../src/constructs/delivery/strategy';
import { linkerdSmi } from '../../../src/constructs/traffic/linkerd';
import { nginx } from '../../../src/constructs/traffic/nginx';
import { manifestSerializer } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { analysisOf, canaryProblems, canaryProps, objectsOf, problemsOf, shopChart, target } from './fixture';

expect.addSnapshotSerializer(manifestSerializer());

const steps = canary({ stepWeight: 10, maxWeight: 50 });

describe('Canary', () => {
  test('is a complete Flagger object', () => {
    const chart = shopChart();
    new Canary(chart, 'rollout', canaryProps(steps, { target: target({ autoscalerName: 'backend' }) }));
    expect(Testing.synth(chart)).toMatchSnapshot();
  });

  test('uses only fields that the CRD has, with every optional prop given', () => {
    const chart = shopChart();
    const props = canaryProps(canary({ stepWeights: [5, 50], stepWeightPromotion: 25 }), {
      target: target({ autoscalerName: 'backend' }),
      analysis: profiles.strict,
      progressDeadlineSeconds: 60,
      skipAnalysis: false,
      suspend: true,
      alerts: [{ name: 'chat', severity: 'warn', providerRef: { name: 'chat' } }],
    });
    new Canary(chart, 'rollout', props);
    expect((Testing.synth(chart) as object[]).flatMap(validateManifest)).toStrictEqual([]);
  });

  test('needs a provider and a whole analysis where no environment gives them', () => {
    const chart = shopChart();
    new Canary(chart, 'rollout', { target: target(), strategy: steps });
    expect(problemsOf(chart)).toStrictEqual([
      'analysis.interval must be given where no environment gives a profile, got nothing; set it, or create the Canary below an Environment',
      'analysis.threshold must be given where no environment gives a profile, got nothing; set it, or create the Canary below an Environment',
      'provider must be given where no environment gives one, got nothing; set it, for example linkerd(), or create the Canary below an Environment',
    ]);
  });

  test('tells its target once that Flagger owns it now', () => {
    const chart = shopChart();
    const paths: string[] = [];
    const owned = target({ ownedByCanary: (path) => paths.push(path) });
    new Canary(chart, 'rollout', canaryProps(steps, { target: owned }));
    expect(paths).toStrictEqual(['shop/rollout']);
  });

  test('has the name of its target, and an id of its own beside it', () => {
    const chart = shopChart();
    const backend = new PodinfoApp(chart, 'backend', { tag: '6.9.4' });
    expect(() => new Canary(chart, 'backend', canaryProps(steps, { target: backend }))).toThrow('already a Construct');
    new Canary(chart, 'backend-rollout', canaryProps(steps, { target: backend }));
    expect(objectsOf(chart, 'Canary')).toMatchObject([{ metadata: { name: 'backend', namespace: 'shop' } }]);
  });

  test('is refused as the second one of a target, and names the first', () => {
    const chart = shopChart();
    const shared = target();
    new Canary(chart, 'rollout', canaryProps(steps, { target: shared }));
    new Canary(chart, 'again', canaryProps(steps, { target: shared }));
    expect(problemsOf(chart)).toStrictEqual([
      'target must have one Canary only, got "backend"; remove this Canary or shop/rollout',
    ]);
  });

  test('refuses numbers that Flagger would change or never get past', () => {
    expect(canaryProblems(steps, { analysis: { interval: '5s', threshold: 0, metrics: [] } })).toStrictEqual([
      'analysis.interval must be at least 10s, got "5s"; Flagger would raise it to 10s: write "10s"',
      'analysis.threshold must be a whole number of at least 1, got 0; for example 1',
    ]);
    expect(canaryProblems(steps, { progressDeadlineSeconds: 0.5 })).toStrictEqual([
      'progressDeadlineSeconds must be a whole number of at least 1, got 0.5; for example 1',
    ]);
  });

  test('refuses an interval in hours, which its type does not allow either', () => {
    // @ts-expect-error Flagger's schema knows seconds and minutes only
    const problems = canaryProblems(steps, { analysis: { interval: '1h', threshold: 5, metrics: [] } });
    expect(problems).toStrictEqual([
      'analysis.interval must be whole seconds or minutes, got "1h"; write it like "30s" or "1m"',
    ]);
  });

  test('refuses a name that leaves no room for -primary, and a port that is none', () => {
    const name = 'a'.repeat(56);
    expect(canaryProblems(steps, { target: target({ name, port: 70_000 }) })).toStrictEqual([
      `target.name must be at most 55 characters, got "${name}"; shorten it by 1`,
      'target.port must be a port from 1 to 65535, got 70000; for example 9898',
    ]);
    expect(canaryProblems(steps, { target: target({ targetPort: 0 }) })).toStrictEqual([
      'target.targetPort must be a port from 1 to 65535, got 0; for example 9898',
    ]);
    expect(canaryProblems(steps, { target: target({ targetPort: 'HTTP port' }) })).toStrictEqual([
      expect.stringMatching(
        /^target\.targetPort must be a port or the name of one .*, got "HTTP port"; for example "http"$/,
      ),
    ]);
  });

  test('refuses nginx for a target without an Ingress', () => {
    expect(canaryProblems(steps, { provider: nginx() })).toStrictEqual([
      'target must have an Ingress for the provider nginx, got "backend"; give the app an ingress, or choose another provider',
    ]);
  });

  test('names Linkerd by SMI as Flagger does', () => {
    const chart = shopChart();
    new Canary(chart, 'rollout', canaryProps(steps, { provider: linkerdSmi() }));
    expect(objectsOf(chart, 'Canary')[0]?.spec).toMatchObject({ provider: 'linkerd' });
  });

  test('can be patched through ApiObject.of', () => {
    const chart = shopChart();
    const rollout = new Canary(chart, 'rollout', canaryProps(steps));
    ApiObject.of(rollout).addJsonPatch(JsonPatch.add('/spec/revertOnDeletion', true));
    expect(objectsOf(chart, 'Canary')[0]?.spec).toMatchObject({ revertOnDeletion: true });
  });

  test('says the same in a chart of another namespace, since it lives with its target', () => {
    const chart = new Chart(Testing.app(), 'other', { namespace: 'other' });
    new Canary(chart, 'rollout', canaryProps(steps));
    expect(objectsOf(chart, 'Canary')[0]?.metadata).toStrictEqual({ name: 'backend', namespace: 'shop' });
  });
});

describe('metrics of a Canary', () => {
  test('are the built-in success rate and duration unless something says otherwise', () => {
    const chart = shopChart();
    new Canary(chart, 'rollout', canaryProps(steps, { analysis: { interval: '1m', threshold: 5 } }));
    expect(analysisOf(chart).metrics).toStrictEqual([
      { name: 'request-success-rate', interval: '1m', thresholdRange: { min: 99 } },
      { name: 'request-duration', interval: '30s', thresholdRange: { max: 500 } },
    ]);
  });

  test("ask NGINX's own series on nginx, under a name that Flagger has no query for", () => {
    const chart = shopChart();
    const app = new PodinfoApp(chart, 'frontend', { tag: '6.9.4', ingress: { host: 'shop.example.com' } });
    new Canary(chart, 'rollout', canaryProps(steps, { target: app, provider: nginx(), analysis: profiles.quick }));
    expect(analysisOf(chart).metrics).toStrictEqual([
      {
        name: 'nginx-success-rate',
        interval: '1m',
        thresholdRange: { min: 99 },
        templateRef: { name: 'frontend-nginx-success-rate' },
      },
      {
        name: 'nginx-latency',
        interval: '30s',
        thresholdRange: { max: 500 },
        templateRef: { name: 'frontend-nginx-latency' },
      },
    ]);
    expect(objectsOf(chart, 'MetricTemplate').map(({ metadata }) => metadata.name)).toStrictEqual([
      'frontend-nginx-success-rate',
      'frontend-nginx-latency',
    ]);
    expect(problemsOf(chart)).toStrictEqual([]);
  });

  test('are refused when Flagger would run two queries, none, or one without bounds', () => {
    const metrics = [
      { name: 'request-duration', interval: '1m', thresholdRange: { max: 500 }, templateRef: { name: 'mine' } },
      { name: 'queue', interval: '1m', thresholdRange: { max: 500 } },
      { name: 'request-success-rate', interval: '1m', thresholdRange: { min: 100, max: 99 } },
    ] as const;
    expect(canaryProblems(steps, { analysis: { interval: '1m', threshold: 5, metrics } })).toStrictEqual([
      'metrics[0].name must not be a built-in name when it has a template, got "request-duration"; Flagger would run both queries: rename it',
      'metrics[1].name must be a built-in name when it has no template, got "queue"; give it a templateRef, or use requestSuccessRate(…) or requestDuration(…)',
      'metrics[2].thresholdRange must bound the values that pass, got {"min":100,"max":99}; without a bound the check never fails: give min, max, or both in order',
    ]);
  });

  test('are refused when built in for a DaemonSet, whose pods the query does not find, where nothing can stand in', () => {
    const problems = canaryProblems(blueGreen({ iterations: 3 }), {
      target: target({ kind: 'DaemonSet' }),
      provider: {
        provider: 'osm',
        capabilities: { weights: true, mirror: [] },
        bind: () => ({ entry: { url: 'http://backend.shop' } }),
      },
      analysis: { ...profiles.quick, webhooks: [] },
    });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toBe(
      'metrics must not be built in for a DaemonSet on osm, where Flagger finds no values of the canary, got "request-success-rate"; use one of queries, or a MetricTemplate',
    );
  });
});
