import { ApiObject } from 'cdk8s';
import type { Resources } from '../../src/constructs/app/resources';
import { WebApp } from '../../src/constructs/app/web-app';
import type { DeploymentAppProps } from '../../src/constructs/app/web-app-props';
import { Canary } from '../../src/constructs/delivery/canary';
import { LoadTester } from '../../src/constructs/delivery/load-tester';
import { header } from '../../src/constructs/delivery/request-match';
import { ScaledObject } from '../../src/constructs/delivery/scaled-object';
import { abTest, blueGreen, canary, type Strategy } from '../../src/constructs/delivery/strategy';
import { deploymentTarget } from '../../src/constructs/delivery/target-reference';
import { gatewayApi } from '../../src/constructs/traffic/gateway-api';
import { kubernetes } from '../../src/constructs/traffic/kubernetes';
import type { TrafficProvider } from '../../src/constructs/traffic/traffic-provider';
import type { TeamWorkspace } from '../../src/constructs/workspace/team-workspace';

/** A namespace whose apps are rolled out. */
export interface Shape {
  /** Short; names the namespace. */
  readonly id: string;
  /** What is special about it. */
  readonly what: string;
  /** The environment's. @default linkerd(), with a proxy in every pod */
  readonly traffic?: TrafficProvider;
  /** Whether its checks fail. @default false */
  readonly fails?: boolean;
  /** Declares its apps. */
  readonly build: (workspace: TeamWorkspace) => void;
}

const SOME: Resources = { requests: { cpu: '30m', memory: '24Mi' }, limits: { memory: '48Mi' } };
const MORE: Resources = { requests: { cpu: '250m', memory: '100Mi' }, limits: { cpu: '1', memory: '300Mi' } };
const STEPS = canary({ stepWeight: 50, maxWeight: 50 });
const ALL_AT_ONCE = blueGreen({ iterations: 1 });

const APP = {
  image: 'ghcr.io/acme/app',
  tag: '1.0.0',
  ports: { http: 8080 },
  resources: SOME,
  disruptionBudget: false,
  // By itself a pod counts as available after 5 seconds.
  rollout: { minReadySeconds: 0, maxUnavailable: 0 },
} as const satisfies DeploymentAppProps;

const quiet = { metrics: [], webhooks: [] };

function rolledOut(
  workspace: TeamWorkspace,
  id: string,
  strategy: Strategy,
  props: Partial<DeploymentAppProps>,
  more: Partial<ConstructorParameters<typeof Canary>[2]> = {},
): WebApp {
  const target = new WebApp(workspace, id, { ...APP, ...props });
  new Canary(workspace, `${id}-rollout`, { target, strategy, analysis: quiet, ...more });
  return target;
}

const sidecar = { image: 'ghcr.io/acme/log', tag: '1.0.0', resources: SOME, restartPolicy: 'Always' } as const;
const migration = { image: 'ghcr.io/acme/migrate', tag: '1.0.0', resources: MORE };

export const shapes: readonly Shape[] = [
  {
    id: 'steps',
    what: 'a canary in steps, with no autoscaler: one pod',
    build: (workspace) => rolledOut(workspace, 'app', STEPS, { autoscaler: false }),
  },
  {
    id: 'blue-green',
    what: 'blue/green, with an autoscaler, outside any mesh',
    traffic: kubernetes(),
    build: (workspace) => rolledOut(workspace, 'app', ALL_AT_ONCE, { replicas: { min: 2, max: 3 } }),
  },
  {
    id: 'ab-test',
    what: 'an A/B test on a gateway, outside any mesh',
    traffic: gatewayApi({ gateways: [{ name: 'public', namespace: 'gateways' }], hosts: ['shop.example.com'] }),
    build: (workspace) =>
      rolledOut(workspace, 'app', abTest({ iterations: 1, match: [header('x-user').exact('insider')] }), {
        replicas: { min: 1, max: 2 },
      }),
  },
  {
    id: 'small-primary',
    what: 'an autoscaler that gives the primary fewer pods than the target',
    build: (workspace) =>
      rolledOut(
        workspace,
        'app',
        STEPS,
        { replicas: { min: 1, max: 4 } },
        { autoscalerRef: { primaryScalerReplicas: { minReplicas: 1, maxReplicas: 2 } } },
      ),
  },
  {
    id: 'scaled-object',
    what: 'an autoscaler of KEDA that gives the primary more pods',
    build: (workspace) => {
      const target = new WebApp(workspace, 'app', { ...APP, autoscaler: false });
      const { name, namespace, port, targetPort } = target;
      const scaler = new ScaledObject(workspace, 'scaler', {
        target: deploymentTarget({ name, namespace, port, targetPort }),
        minReplicaCount: 1,
        maxReplicaCount: 2,
        triggers: { load: { type: 'cpu', metricType: 'Utilization', metadata: { value: '80' } } },
      });
      const autoscalerRef = scaler.toAutoscalerRef({ primaryScalerReplicas: { minReplicas: 1, maxReplicas: 3 } });
      new Canary(workspace, 'rollout', { target, strategy: STEPS, autoscalerRef, analysis: quiet });
    },
  },
  {
    id: 'containers',
    what: 'a sidecar that starts first, and settings that Flagger copies',
    build: (workspace) => {
      for (const name of ['settings', 'flags'])
        new ApiObject(workspace, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { a: 'b' } });
      rolledOut(workspace, 'app', STEPS, {
        replicas: { min: 1, max: 2 },
        initContainers: { log: sidecar },
        envFrom: [{ configMapRef: { name: 'settings' } }, { configMapRef: { name: 'flags' } }],
      });
    },
  },
  {
    id: 'init-container',
    what: 'an init container that takes more than all the others together',
    build: (workspace) =>
      rolledOut(workspace, 'app', STEPS, { autoscaler: false, initContainers: { log: sidecar, migrate: migration } }),
  },
  {
    id: 'no-resources',
    what: 'containers without resources: those of the LimitRange',
    build: (workspace) => rolledOut(workspace, 'app', STEPS, { autoscaler: false, resources: {} }),
  },
  {
    id: 'two-apps',
    what: 'two apps at once, and a load tester that no canary owns',
    build: (workspace) => {
      new LoadTester(workspace, 'load-tester');
      rolledOut(workspace, 'first', STEPS, { replicas: { min: 1, max: 2 } });
      rolledOut(workspace, 'second', ALL_AT_ONCE, { autoscaler: false, resources: MORE }, { provider: kubernetes() });
    },
  },
  {
    id: 'surge',
    what: 'as many pods too many as there are',
    build: (workspace) =>
      rolledOut(workspace, 'app', STEPS, {
        replicas: { min: 1, max: 2 },
        rollout: { ...APP.rollout, maxSurge: '100%' },
      }),
  },
  {
    id: 'unavailable',
    what: "the toolkit's default: a pod may be missing while another is too many",
    build: (workspace) =>
      rolledOut(workspace, 'app', STEPS, {
        replicas: { min: 1, max: 3 },
        rollout: { minReadySeconds: 0, maxUnavailable: 1 },
      }),
  },
  {
    id: 'failed',
    what: 'checks that fail: rolled back',
    fails: true,
    build: (workspace) =>
      rolledOut(
        workspace,
        'app',
        STEPS,
        { replicas: { min: 1, max: 2 } },
        { analysis: { threshold: 1, webhooks: [] } },
      ),
  },
];
