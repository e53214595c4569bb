import { WebApp } from '../../../src/constructs/app/web-app';
import type { DeploymentAppProps } from '../../../src/constructs/app/web-app-props';
import { shopChart } from '../delivery/fixture';

type Port = 'http' | 'metrics';

const ports = { http: 8080, metrics: 9090 };
const resources = { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } };
const basic: DeploymentAppProps<Port> = { image: 'ghcr.io/acme/cart', tag: '1.4.2', ports, resources };
const other = { image: 'ghcr.io/acme/tool', tag: '2.0', resources };

function problems(props: Partial<DeploymentAppProps<Port>>, id = 'cart'): string[] {
  return new WebApp(shopChart(), id, { ...basic, ...props }).node.validate();
}

describe('WebApp', () => {
  test('refuses mistakes of its ports', () => {
    const wrong = { http: 8080, metrics: 8080, not_a_port: 70_000 };
    expect(
      new WebApp(shopChart(), 'cart', {
        ...basic,
        ports: wrong,
        initContainers: { proxy: { ...other, restartPolicy: 'Always', ports: { web: 8080 } } },
      }).node.validate(),
    ).toStrictEqual([
      'ports must be a port or the name of one (at most 15 lower case letters, digits and single "-", with a letter), got "not_a_port"; for example "http"',
      'ports.not_a_port must be a port from 1 to 65535, got 70000; for example 9898',
      'ports.metrics must differ from ports.http, in the same pod, got 8080; give it a number of its own, or remove one of the names',
      'initContainers.proxy.ports.web must differ from ports.http, in the same pod, got 8080; give it a number of its own, or remove one of the names',
    ]);
  });

  test('refuses a probe, a Service or metrics at a port that there is not', () => {
    expect(
      problems({
        // @ts-expect-error not a port of the app
        probes: { readiness: { httpGet: { path: 'ready', port: 'web' } }, liveness: { grpc: { port: 'web' } } },
        // @ts-expect-error not a port of the app
        service: { web: 80 },
        // @ts-expect-error not a port of the app
        metrics: { port: 'web' },
      }),
    ).toStrictEqual([
      'service must name a port of the container, got "web"; the ports are http, metrics',
      'metrics.port must name a port of the container, got "web"; the ports are http, metrics',
      'probes.liveness.grpc.port must name a port of the container, got "web"; the ports are http, metrics',
      'probes.readiness.httpGet.port must name a port of the container, got "web"; the ports are http, metrics',
      'probes.readiness.httpGet.path must be an absolute path, got "ready"; begin it with "/"',
    ]);
  });

  test.each<[string, Partial<DeploymentAppProps<Port>>, string]>([
    ['an image with a tag', { image: 'cart:1' }, 'image must be an image name without a tag'],
    ['a tag that moves', { tag: 'latest' }, 'tag must name one version, got "latest"'],
    [
      'a sidecar whose tag moves',
      { initContainers: { a: { ...other, tag: 'latest' } } },
      'initContainers.a.tag must name one version',
    ],
    [
      'a reference without a name',
      { envFrom: [{ secretRef: { name: '' } }] },
      'envFrom[0].secretRef.name must be a DNS-1123',
    ],
    [
      'a key of an object without a name',
      { env: { A: { secretKeyRef: { name: '', key: 'a' } } } },
      'env.A.secretKeyRef.name must be',
    ],
    [
      'a reference without a key',
      { env: { A: { configMapKeyRef: { name: 'a', key: '' } } } },
      'env.A.configMapKeyRef.key must be a key',
    ],
    [
      'a Secret whose copy has no name',
      { envFrom: [{ secretRef: { name: 'a'.repeat(246) } }] },
      'must be at most 245 characters',
    ],
    ['a variable with an equals sign', { env: { 'A=B': '' } }, 'env must name variables without "="'],
    [
      'a volume without a name',
      { volumes: { a: { secret: { secretName: '' } } } },
      'volumes.a.secret.secretName must be',
    ],
    [
      'a mount of no volume',
      { volumeMounts: { '/a': 'b' } },
      'volumeMounts./a must name a volume of the app, got "b"; add it to volumes',
    ],
    [
      'a mount that ends in a slash',
      { volumes: { b: { emptyDir: {} } }, volumeMounts: { '/a/': 'b' } },
      'volumeMounts must be an absolute folder',
    ],
    [
      'a writable folder where a volume is',
      { volumes: { b: { emptyDir: {} } }, volumeMounts: { '/a': 'b' }, writable: ['/a'] },
      'writable must be folders where nothing else is mounted',
    ],
    [
      'a volume named like a writable folder',
      { volumes: { tmp: { emptyDir: {} } }, writable: ['/tmp'] },
      'volumes must be named differently, got "tmp"',
    ],
    ['root', { user: { uid: 0 } }, 'user.uid must be a user other than root, got 0'],
    ['a user beside unrestricted', { user: { uid: 1 }, unrestricted: {} }, 'user must be left out beside unrestricted'],
    ['a label of its own name', { podLabels: { app: 'x' } }, 'podLabels.app must be left out'],
    ['a label that is too long', { podLabels: { a: 'x'.repeat(64) } }, 'podLabels.a must be at most 63'],
    [
      'a container that Flagger takes for a proxy',
      { containerName: 'envoy' },
      'containerName must not be the name of a proxy',
    ],
    [
      'two containers of a name',
      { initContainers: { cart: other } },
      "initContainers must differ from the app's own container",
    ],
    ['bounds the wrong way round', { replicas: { min: 3, max: 1 } }, 'replicas.max must be at least min 3, got 1'],
    [
      'bounds without an autoscaler',
      { replicas: { min: 1, max: 3 }, autoscaler: false },
      'replicas must be a number without an autoscaler',
    ],
    [
      'two ports of the Service with a number',
      { service: { http: 80, metrics: 80 } },
      'service.metrics must differ from service.http, got 80',
    ],
    ['a Service without ports', { service: {} }, 'service must have a port'],
    [
      'an Ingress without a Service',
      { service: false, ingress: { host: 'a.example.com' } },
      'service must be there for the Ingress',
    ],
    [
      'a rollout that cannot begin',
      { rollout: { maxUnavailable: 0, maxSurge: '0%' } },
      'rollout.maxUnavailable must not be 0 beside maxSurge 0',
    ],
    [
      'a deadline before pods can be ready',
      { rollout: { minReadySeconds: 30, progressDeadlineSeconds: 30 } },
      'rollout.progressDeadlineSeconds must be a whole number of at least 31',
    ],
    [
      "Kubernetes' own deadline before pods can be ready",
      { rollout: { minReadySeconds: 600 } },
      'rollout.progressDeadlineSeconds must be given, above minReadySeconds 600, got nothing',
    ],
    [
      'a wait that outlasts the pod',
      { preStop: { sleep: { seconds: 40 } } },
      'terminationGracePeriodSeconds must be at least the 40 seconds that cart waits in preStop, got 30',
    ],
    ['a volume without a right name', { volumes: { Cache: { emptyDir: {} } } }, 'volumes must be a DNS-1123 label'],
    ['a writable folder of which no name can be made', { writable: ['/_'] }, 'volumes must be a DNS-1123 label'],
    [
      'more successes than a liveness probe may ask for',
      { probes: { liveness: { tcpSocket: { port: 'http' }, successThreshold: 2 } } },
      'probes.liveness.successThreshold must be 1',
    ],
    [
      'a command that is empty',
      { probes: { liveness: { exec: { command: [] } } } },
      'probes.liveness must say how to ask',
    ],
  ])('refuses %s', (_title, props, expected) => {
    expect(problems(props)).toStrictEqual([expect.stringContaining(expected)]);
  });

  test('refuses a name without room for -primary, and one that Flagger would give', () => {
    expect(problems({}, 'c'.repeat(56))).toStrictEqual([expect.stringContaining('id must be at most 55 characters')]);
    expect(problems({}, 'cart-primary')).toStrictEqual([
      'id must not end in "-primary", got "cart-primary"; Flagger makes it of the app whose name stands in front: choose another name',
    ]);
  });

  test('does not let a container that runs once have probes, or a volume be two things', () => {
    // @ts-expect-error probes are for a sidecar
    problems({ initContainers: { a: { ...other, probes: {} } } });
    // @ts-expect-error it is one of them or the other
    problems({ volumes: { a: { emptyDir: {}, secret: { secretName: 'a' } } } });
    // @ts-expect-error no such field of the pod
    problems({ env: { A: { fieldRef: { fieldPath: 'status.phase' } } } });
    // @ts-expect-error Kubernetes has no such thing as a host path here
    problems({ volumes: { a: { hostPath: { path: '/' } } } });
    expect(problems({})).toStrictEqual([]);
  });
});
