import { type Chart, Testing } from 'cdk8s';
import { Canary } from '../../../src/constructs/delivery/canary';
import { profiles } from '../../../src/constructs/delivery/profiles';
import { canary } from '../../../src/constructs/delivery/strategy';
import { WebApp } from '../../../src/constructs/app/web-app';
import type { DaemonSetAppProps, DeploymentAppProps } from '../../../src/constructs/app/web-app-props';
import { linkerd } from '../../../src/constructs/traffic/linkerd';
import { type ManifestObject, manifestSerializer } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { problemsOf, shopChart } from '../delivery/fixture';

expect.addSnapshotSerializer(manifestSerializer());

type Port = 'http' | 'metrics';
type Fields = Readonly<Record<string, unknown>>;

const ports = { http: 8080, metrics: 9090 };
const resources = { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } };
const basic: DeploymentAppProps<Port> = { image: 'ghcr.io/acme/cart', tag: '1.4.2', ports, resources };
const daemon: DaemonSetAppProps<Port> = { ...basic, kind: 'DaemonSet' } as DaemonSetAppProps<Port>;
const other = { image: 'ghcr.io/acme/tool', tag: '2.0', resources };

function objectsOf(props: Partial<DeploymentAppProps<Port>> = {}): ManifestObject[] {
  const chart = shopChart();
  new WebApp(chart, 'cart', { ...basic, ...props });
  return Testing.synth(chart) as ManifestObject[];
}

function one(objects: readonly ManifestObject[], kind: string): { metadata: Fields; spec: Fields } {
  return objects.find((object) => object.kind === kind) as never;
}

function podOf(
  props: Partial<DeploymentAppProps<Port>> = {},
): Fields & { containers: [Fields]; initContainers: Fields[] } {
  const { template } = one(objectsOf(props), 'Deployment').spec as { template: { spec: never } };
  return template.spec;
}

function kindsOf(chart: Chart): string[] {
  return (Testing.synth(chart) as ManifestObject[]).map(({ kind }) => kind);
}

describe('WebApp', () => {
  test('is a Deployment with an account, an autoscaler, a disruption budget and a Service', () => {
    expect(objectsOf().map(({ kind }) => kind)).toStrictEqual([
      'ServiceAccount',
      'Deployment',
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
      'Service',
    ]);
  });

  test('has one pod template', () => {
    expect(podOf()).toMatchSnapshot();
  });

  test('passes the schema of Kubernetes, with every prop given', () => {
    const objects = objectsOf({
      ports: { http: { containerPort: 8080 }, metrics: { containerPort: 9090, protocol: 'TCP' } },
      service: { http: { port: 80, appProtocol: 'kubernetes.io/h2c' }, metrics: 9090 },
      containerName: 'main',
      command: ['/cart'],
      args: ['--verbose'],
      env: {
        LEVEL: 'info',
        URL: { configMapKeyRef: { name: 'cart', key: 'url', optional: true } },
        PASSWORD: { secretKeyRef: { name: 'cart-db', key: 'password' } },
        POD: { fieldRef: { fieldPath: "metadata.labels['app']" } },
        MEMORY: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } },
      },
      envFrom: [{ configMapRef: { name: 'cart' } }, { secretRef: { name: 'cart-db', optional: true }, prefix: 'DB_' }],
      volumes: {
        config: { configMap: { name: 'cart', items: [{ key: 'a', path: 'b' }], optional: false } },
        tls: { secret: { secretName: 'cart-tls', defaultMode: 0o440 } },
        scratch: { emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
      },
      volumeMounts: {
        '/etc/cart': 'config',
        '/etc/tls': { name: 'tls', subPath: 'x', readOnly: true },
        '/s': 'scratch',
      },
      writable: ['/tmp', '/var/cache/Cart'],
      user: { uid: 1000, gid: 1000 },
      probes: {
        liveness: { tcpSocket: { port: 'http' }, periodSeconds: 5, failureThreshold: 2 },
        readiness: {
          httpGet: { path: '/', port: 'http', scheme: 'HTTP', httpHeaders: [{ name: 'a', value: 'b' }] },
          successThreshold: 2,
        },
        startup: { grpc: { port: 'http', service: 'cart' }, initialDelaySeconds: 0, timeoutSeconds: 1 },
      },
      preStop: { sleep: { seconds: 5 } },
      initContainers: {
        migrate: { ...other, args: ['migrate'], writable: ['/tmp'] },
        proxy: {
          ...other,
          restartPolicy: 'Always',
          ports: { proxy: 3128 },
          probes: { startup: { exec: { command: ['true'] } } },
          preStop: { exec: { command: ['drain'] } },
          user: { uid: 65_532 },
        },
      },
      metrics: { port: 'metrics', path: '/prometheus' },
      serviceAccount: {
        annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/cart' },
        automountToken: true,
      },
      imagePullSecrets: ['registry'],
      podLabels: { tier: 'web' },
      podAnnotations: { 'config.linkerd.io/skip-outbound-ports': '5432' },
      nodeSelector: { 'kubernetes.io/arch': 'arm64' },
      tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }],
      priorityClassName: 'web',
      terminationGracePeriodSeconds: 60,
      replicas: { min: 1, max: 8 },
      cpuUtilization: 70,
      autoscaler: {
        memoryUtilization: 80,
        behavior: {
          scaleUp: { policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }], selectPolicy: 'Min' },
          scaleDown: { stabilizationWindowSeconds: 60 },
        },
      },
      disruptionBudget: { maxUnavailable: '25%' },
      topologySpread: [{ topologyKey: 'kubernetes.io/hostname', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule' }],
      rollout: {
        minReadySeconds: 1,
        revisionHistoryLimit: 2,
        progressDeadlineSeconds: 30,
        maxUnavailable: 0,
        maxSurge: '25%',
      },
      ingress: { host: 'cart.example.com' },
    });
    expect(objects.flatMap(validateManifest)).toStrictEqual([]);
  });

  test('writes the number of a named port for gRPC, which takes no name', () => {
    expect(podOf({ probes: { readiness: { grpc: { port: 'metrics' } } } }).containers[0].readinessProbe).toStrictEqual({
      grpc: { port: 9090 },
    });
  });

  test('keeps the order of its init containers, of which a sidecar goes on running', () => {
    const initContainers = { proxy: { ...other, restartPolicy: 'Always' as const }, migrate: other };
    expect(podOf({ initContainers }).initContainers).toMatchObject([
      { name: 'proxy', image: 'ghcr.io/acme/tool:2.0', restartPolicy: 'Always' },
      { name: 'migrate' },
    ]);
  });

  test('keeps every container to the restricted standard', () => {
    const pod = podOf({ initContainers: { migrate: other } });
    const restricted = {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    };
    expect(pod.securityContext).toStrictEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    for (const { securityContext } of [...pod.containers, ...pod.initContainers])
      expect(securityContext).toStrictEqual(restricted);
  });

  test('gives each container writable folders of its own', () => {
    const pod = podOf({ writable: ['/tmp'], initContainers: { migrate: { ...other, writable: ['/tmp'] } } });
    expect(pod.volumes).toStrictEqual([
      { name: 'tmp', emptyDir: {} },
      { name: 'migrate-tmp', emptyDir: {} },
    ]);
    expect(pod.initContainers[0]?.volumeMounts).toStrictEqual([{ name: 'migrate-tmp', mountPath: '/tmp' }]);
  });

  test('writes only the security contexts that it is given when it gives up the standard', () => {
    const pod = podOf({ unrestricted: { container: { runAsUser: 10_001 } } });
    expect(pod).not.toHaveProperty('securityContext');
    expect(pod.containers[0].securityContext).toStrictEqual({ runAsUser: 10_001 });
  });

  test('says nothing of replicas without an autoscaler, unless they are fixed', () => {
    expect(one(objectsOf({ autoscaler: false }), 'Deployment').spec).not.toHaveProperty('replicas');
    expect(one(objectsOf({ autoscaler: false, replicas: 3 }), 'Deployment').spec).toHaveProperty('replicas', 3);
    expect(objectsOf({ autoscaler: false }).map(({ kind }) => kind)).not.toContain('HorizontalPodAutoscaler');
  });

  test('leaves to Kubernetes what it is told to leave out', () => {
    const objects = objectsOf({
      rollout: {},
      serviceAccount: 'default',
      service: false,
      autoscaler: false,
      disruptionBudget: false,
      topologySpread: [],
    });
    expect(objects.map(({ kind }) => kind)).toStrictEqual(['Deployment']);
    expect(Object.keys(one(objects, 'Deployment').spec)).toStrictEqual(['selector', 'template']);
    expect(podOf({ serviceAccount: 'default' })).not.toHaveProperty('automountServiceAccountToken');
  });

  test('gives its account the role of AWS that it asks for', () => {
    const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/cart' };
    expect(one(objectsOf({ serviceAccount: { annotations } }), 'ServiceAccount').metadata).toMatchObject({
      annotations,
    });
  });
});

describe('WebApp with a Canary', () => {
  const strategy = canary({ stepWeight: 10, maxWeight: 50 });

  function rolledOut(props: Partial<DeploymentAppProps<Port>>, service = {}): Chart {
    const chart = shopChart();
    const target = new WebApp(chart, 'cart', { ...basic, ...props });
    new Canary(chart, 'rollout', { target, strategy, provider: linkerd(), analysis: profiles.quick, service });
    return chart;
  }

  test('gives Flagger its port and its autoscaler, and leaves it the Service', () => {
    const chart = rolledOut({ service: { metrics: 81 } });
    expect(one(Testing.synth(chart) as ManifestObject[], 'Canary').spec).toMatchObject({
      autoscalerRef: { kind: 'HorizontalPodAutoscaler', name: 'cart' },
      service: { port: 81, targetPort: 'metrics' },
    });
    expect(kindsOf(chart)).not.toContain('Service');
  });

  test("keeps the name and the protocol of its Service's port, unless the Canary says otherwise", () => {
    const service = { metrics: { port: 81, appProtocol: 'kubernetes.io/h2c' } };
    const ofCanary = (chart: Chart) => one(Testing.synth(chart) as ManifestObject[], 'Canary').spec.service;
    expect(ofCanary(rolledOut({ service }))).toMatchObject({
      port: 81,
      portName: 'metrics',
      appProtocol: 'kubernetes.io/h2c',
    });
    expect(ofCanary(rolledOut({ service }, { portName: 'web', appProtocol: 'http' }))).toMatchObject({
      portName: 'web',
      appProtocol: 'http',
    });
    expect(ofCanary(rolledOut({}))).not.toHaveProperty('portName');
  });

  test('loses no port of its Service without a word', () => {
    const service = { http: 80, metrics: 9090 };
    expect(problemsOf(rolledOut({ service }))).toStrictEqual([
      "service.portDiscovery must be true for the target's Service to keep its port metrics, got nothing; Flagger makes the Service anew, with its first port alone: set it, or leave them out of the Service",
    ]);
    expect(problemsOf(rolledOut({ service }, { portDiscovery: true }))).toStrictEqual([]);
    const other = { http: 80, metrics: { port: 81, appProtocol: 'http' } };
    expect(problemsOf(rolledOut({ service: other }, { portDiscovery: true }))).toStrictEqual([
      "target.servicePorts.metrics must be the number of the container's port 9090, got 81; portDiscovery would change it: give the Service that number",
      'target.servicePorts.metrics.appProtocol must be left out of a port that Flagger discovers, got "http"; portDiscovery would change it: remove it',
    ]);
    const udp = { http: { containerPort: 8080, protocol: 'UDP' }, metrics: 9090 } as const;
    expect(problemsOf(rolledOut({ ports: udp }))).toStrictEqual([
      'target.servicePorts.http must be TCP for a Canary, got "UDP"; all ports of the Services that Flagger makes are TCP: leave it out of the Service',
    ]);
    expect(problemsOf(rolledOut({ service: false }))).toStrictEqual([]);
  });

  test('refuses replicas that Flux would put back', () => {
    expect(problemsOf(rolledOut({ autoscaler: false, replicas: 2 }))).toStrictEqual([
      'replicas must be left out for a Canary, got 2; Flagger scales it to zero between rollouts, and Flux would put it back: remove it',
    ]);
    expect(problemsOf(rolledOut({ autoscaler: false }))).toStrictEqual([]);
  });

  test('refuses a discovered port that has the name or the number of the Service', () => {
    const discover = { portDiscovery: true };
    expect(problemsOf(rolledOut({}, discover))).toStrictEqual([]);
    expect(problemsOf(rolledOut({ service: { metrics: 81 } }, { ...discover, portName: 'http' }))).toStrictEqual([
      'service.portDiscovery must find no second port called http, got "http"; rename the container\'s port, lead the Service to it, or set service.portName',
    ]);
    expect(problemsOf(rolledOut({ service: { metrics: 8080 } }, discover))).toStrictEqual([
      "service.portDiscovery must find no second port with the Service's number, got 8080; http has it already: choose another port for the Service",
    ]);
    expect(problemsOf(rolledOut({ service: { metrics: 8080 } }))).toStrictEqual([]);
  });
});

describe('WebApp as a DaemonSet', () => {
  test.each([
    [{ maxSurge: 1 }, 'rollout.maxUnavailable must be 0 beside maxSurge 1 of a DaemonSet, got 1'],
    [{ maxUnavailable: '10%', maxSurge: '10%' }, 'rollout.maxUnavailable must be 0 beside maxSurge 10% of a DaemonSet'],
    [{ maxUnavailable: 0 }, 'rollout.maxUnavailable must not be 0 beside maxSurge 0, got 0'],
  ] as const)('refuses a rollout that the API server refuses: %j', (rollout, message) => {
    expect(new WebApp(shopChart(), 'agent', { ...daemon, rollout }).node.validate()).toStrictEqual([
      expect.stringContaining(message),
    ]);
    const surge = { maxUnavailable: 0, maxSurge: 1 };
    expect(new WebApp(shopChart(), 'agent', { ...daemon, rollout: surge }).node.validate()).toStrictEqual([]);
  });

  test('is a pod on every node: without replicas, autoscaler or disruption budget', () => {
    const chart = shopChart();
    const app = new WebApp(chart, 'agent', daemon);
    expect(kindsOf(chart)).toStrictEqual(['ServiceAccount', 'DaemonSet', 'Service']);
    const objects = Testing.synth(chart) as ManifestObject[];
    expect(objects.flatMap(validateManifest)).toStrictEqual([]);
    expect(one(objects, 'DaemonSet').spec).toMatchObject({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
    });
    expect([app.kind, app.autoscalerName]).toStrictEqual(['DaemonSet', undefined]);
  });

  test('refuses what only a Deployment has', () => {
    // @ts-expect-error a DaemonSet has no replicas
    const wrong: DaemonSetAppProps<Port> = { ...daemon, replicas: 2, autoscaler: {} };
    expect(new WebApp(shopChart(), 'agent', wrong).node.validate()).toStrictEqual([
      'replicas must be left out for a DaemonSet, got 2; it has a pod on every node: remove it, or make the app a Deployment',
      'autoscaler must be left out for a DaemonSet, got {}; it has a pod on every node: remove it, or make the app a Deployment',
    ]);
  });
});
