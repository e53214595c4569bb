import { ApiObject } from 'cdk8s';
import { Canary } from '../../../src/constructs/delivery/canary';
import type { CanaryProps } from '../../../src/constructs/delivery/canary-props';
import type { CanaryTarget } from '../../../src/constructs/delivery/canary-target';
import { blueGreen, canary } from '../../../src/constructs/delivery/strategy';
import {
  daemonSetTarget,
  deploymentTarget,
  knativeTarget,
  serviceTarget,
} from '../../../src/constructs/delivery/target-reference';
import { istio } from '../../../src/constructs/traffic/istio';
import { kubernetes } from '../../../src/constructs/traffic/kubernetes';
import type { FlaggerProvider, TrafficProvider } from '../../../src/constructs/traffic/traffic-provider';
import { validateManifest } from '../../support/schemas';
import { canaryProblems, canaryProps, objectsOf, problemsOf, shopChart } from './fixture';

const steps = canary({ stepWeight: 10, maxWeight: 50 });
const place = { name: 'web', namespace: 'shop' };
const deployment = () => deploymentTarget({ ...place, port: 80, targetPort: 'http' });
const daemonSet = () => daemonSetTarget({ ...place, port: 80, targetPort: 'http' });
const service = () => serviceTarget({ ...place, port: 443, type: 'ExternalName' });
const knative = () => knativeTarget(place);

/** A provider that the compiler knows nothing of. */
function providerOf(provider: FlaggerProvider): TrafficProvider {
  const entry = { url: 'http://web.shop' };
  return { provider, capabilities: { weights: true, mirror: [] }, bind: () => ({ entry }) };
}

/** What is wrong with a Canary beside an object, in the same chart, that may be its target. */
function problemsBeside(target: CanaryTarget, spec: object, provider: TrafficProvider = istio()): string[] {
  const chart = shopChart();
  const { apiVersion, kind, name } = target;
  new ApiObject(chart, 'object', { apiVersion, kind, metadata: { name }, spec });
  new ApiObject(chart, 'other', { apiVersion, kind, metadata: { name, namespace: 'other' }, spec: { type: 'x' } });
  new Canary(chart, 'rollout', canaryProps(steps, { target, provider }));
  return problemsOf(chart);
}

function specOf(props: Partial<CanaryProps>): unknown {
  const chart = shopChart();
  new Canary(chart, 'rollout', canaryProps(steps, props));
  const [object] = objectsOf(chart, 'Canary');
  expect(validateManifest(object)).toStrictEqual([]);
  return object?.spec;
}

describe('a target that something else declares', () => {
  test('is named as Flagger has it', () => {
    expect(specOf({ target: deployment() })).toMatchObject({
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      service: { port: 80, targetPort: 'http' },
    });
    expect(specOf({ target: daemonSet() })).toMatchObject({ targetRef: { kind: 'DaemonSet' } });
    expect(specOf({ target: service(), provider: istio() })).toMatchObject({
      targetRef: { apiVersion: 'v1', kind: 'Service', name: 'web' },
      service: { port: 443, targetPort: 443 },
    });
  });

  test('has no Services of Flagger when it is Knative, whose own route Flagger changes', () => {
    const spec = specOf({ target: knative(), provider: providerOf('knative') });
    expect(spec).toMatchObject({ targetRef: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'web' } });
    expect(spec).not.toHaveProperty('service');
  });
});

test('a Deployment that something else declares leaves its replicas to Flagger', () => {
  expect(problemsBeside(deployment(), { replicas: 3 }, kubernetes())).toContain(
    'target must leave its replicas to Flagger, got 3; Flagger scales it to zero between rollouts, and Flux would put it back: remove spec.replicas',
  );
  expect(problemsBeside(deployment(), {})).toStrictEqual([]);
});

test('a target is no primary of another one', () => {
  const target = deploymentTarget({ name: 'web-primary', namespace: 'shop', port: 80, targetPort: 'http' });
  expect(canaryProblems(steps, { target })).toStrictEqual([
    'target.name must not end in "-primary", got "web-primary"; Flagger makes it of the app whose name stands in front: choose another name',
  ]);
});

describe('Knative', () => {
  const pairs = [deployment, daemonSet, service, knative].flatMap((make) =>
    (['knative', 'istio', 'gatewayapi:v1'] as const).map((name) => [make.name, name, make] as const),
  );

  test.each(pairs)('of a %s on %s is taken exactly when both are Knative', (kind, name, make) => {
    const problems = canaryProblems(steps, { target: make(), provider: providerOf(name) });
    expect(problems.length === 0).toBe((kind === 'knative') === (name === 'knative'));
  });

  test('says what to use instead', () => {
    expect([
      ...canaryProblems(steps, { target: knative(), provider: providerOf('linkerd') }),
      ...canaryProblems(steps, { target: deployment(), provider: providerOf('knative') }),
      ...canaryProblems(steps, { target: knative(), provider: providerOf('knative'), service: { portName: 'grpc' } }),
    ]).toStrictEqual([
      'provider must be knative for a Knative Service, got "linkerd"; Flagger would only log it: use a provider of the name knative',
      'target must be a Knative Service on knative, got "apps/v1 Deployment"; Flagger would only log it: use another provider, or knativeTarget(…)',
      'service must be left out for a Knative Service, which has its own route, got ["portName"]; remove it',
    ]);
  });

  test('leaves its traffic to Flagger', () => {
    const traffic = [{ latestRevision: true, percent: 100 }];
    expect(problemsBeside(knative(), {}, providerOf('knative'))).toStrictEqual([]);
    expect(problemsBeside(knative(), { traffic }, providerOf('knative'))).toStrictEqual([
      'target must leave spec.traffic to Flagger, got [{"latestRevision":true,"percent":100}]; Flagger writes it, and Flux would write it back: remove it',
    ]);
  });
});

describe('a Service as a target', () => {
  test('has an external name: the address of any other would be copied, too', () => {
    expect(problemsBeside(service(), { type: 'ExternalName', externalName: 'pay.example.com' })).toStrictEqual([]);
    const remedy =
      'Flagger would copy its address, too, and the API server refuses the copy: roll out the Deployment behind it';
    expect([
      ...problemsBeside(service(), { selector: { app: 'web' } }),
      ...problemsBeside(service(), { type: 'LoadBalancer' }),
    ]).toStrictEqual([
      `target must be a Service of type ExternalName, got "ClusterIP"; ${remedy}`,
      `target must be a Service of type ExternalName, got "LoadBalancer"; ${remedy}`,
    ]);
  });

  test('keeps its name, and has no fields of Services that Flagger makes', () => {
    const own = { name: 'front', headless: true, primary: { labels: { a: 'b' } } };
    expect(canaryProblems(steps, { target: service(), provider: istio(), service: own })).toStrictEqual([
      'service.headless must be left out for a Service, which Flagger copies as it is, got true; remove it',
      'service.primary must be left out for a Service, which Flagger copies as it is, got {"labels":{"a":"b"}}; remove it',
      'service.name must be the target\'s web for a Service, got "front"; Flagger copies it to web-primary, and would route to front-primary: remove it',
    ]);
    const alike = { name: 'web', apex: { labels: { a: 'b' } } };
    expect(canaryProblems(steps, { target: service(), provider: istio(), service: alike })).toStrictEqual([]);
  });

  test('needs a router that leads requests away from it', () => {
    const strategy = blueGreen({ iterations: 3 });
    // @ts-expect-error the Service leads to its new version at once
    new Canary(shopChart(), 'rollout', { target: service(), strategy, provider: kubernetes() });
    expect(canaryProblems(strategy, { target: service(), provider: kubernetes() })).toStrictEqual([
      'provider must lead all requests to the primary when the target is a Service, got "kubernetes"; the Service itself leads to its new version at once: use istio()',
    ]);
  });

  test('is not found by built-in metrics, but a Knative Service is', () => {
    const analysis = { interval: '1m', threshold: 5 } as const;
    expect(canaryProblems(steps, { target: knative(), provider: providerOf('knative'), analysis })).toStrictEqual([]);
    const [first, ...others] = canaryProblems(steps, { target: service(), provider: istio(), analysis });
    expect(others).toHaveLength(1);
    expect(first).toBe(
      'metrics must not be built in for a Service on istio, where Flagger finds no values of the canary, got "request-success-rate"; use one of queries, or a MetricTemplate',
    );
  });
});

test('a DaemonSet in the same chart replaces its pods by RollingUpdate, or Flagger never starts', () => {
  expect(problemsBeside(daemonSet(), {})).toStrictEqual([]);
  expect(problemsBeside(daemonSet(), { updateStrategy: { type: 'RollingUpdate' } })).toStrictEqual([]);
  expect(problemsBeside(daemonSet(), { updateStrategy: { type: 'OnDelete' } })).toStrictEqual([
    'target must replace its pods by RollingUpdate, got "OnDelete"; Flagger would never start: set spec.updateStrategy.type to RollingUpdate',
  ]);
});
