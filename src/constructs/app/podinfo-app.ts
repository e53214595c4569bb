import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { COLOR_NAMES, colorHex } from '../../model/color';
import { CANARY_NAME_MAX, checkLabelName } from '../../model/name';
import type { Problem } from '../../model/problem';
import type { AppReleaseEntry, ReplicaRange } from '../../releases/app-release';
import type { CanaryTarget } from '../delivery/canary-target';
import { Environment } from '../infrastructure/environment';
import { report } from '../report';
import { checkUrl } from '../traffic/address';
import { checkNamespace, namespaceOf } from '../traffic/namespace';
import { autoscalerSpec, deploymentSpec, disruptionBudgetSpec, ingressSpec, serviceSpec } from './app-objects';
import { checkIngress, ingressAnnotations, type IngressOptions } from './ingress';
import { podTemplate } from './pod-template';
import { checkReplicas, replicaRange } from './replicas';
import { checkResources, type Resources } from './resources';

/** Props of a {@link PodinfoApp}. Release data wins over them. */
export interface PodinfoAppProps {
  /** Namespace of the app. @default - the Chart's; in a workspace, its first namespace */
  readonly namespace?: string;
  /** Image without a tag. @default 'ghcr.io/stefanprodan/podinfo' */
  readonly image?: string;
  /** Image tag. @default - none: release data gives it */
  readonly tag?: string;
  /** Colour of the page, by name (`blue`) or as `#rrggbb`. @default - Podinfo's own */
  readonly color?: string;
  /** Greeting on the page. @default - Podinfo's own */
  readonly message?: string;
  /** URL that this app asks on each request: `http://backend:9898/echo`. @default - none */
  readonly backendUrl?: string;
  /** A fixed number of pods, or the bounds of the autoscaler. @default { min: 2, max: 4 } */
  readonly replicas?: number | ReplicaRange;
  /** Processor time in percent of the request, above which the autoscaler adds pods. @default 99 */
  readonly cpuUtilization?: number;
  /** CPU and memory. @default - requests 100m and 64Mi, limits 2 cores and 512Mi */
  readonly resources?: Resources;
  /** Ingress in front of the app. @default - none */
  readonly ingress?: IngressOptions;
}

const PORTS = { http: 9898, 'http-metrics': 9797, grpc: 9999 };
const DEFAULT_RESOURCES: Resources = {
  requests: { cpu: '100m', memory: '64Mi' },
  limits: { cpu: '2', memory: '512Mi' },
};
const IMAGE = /^([a-zA-Z0-9.-]+(:[0-9]+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/**
 * Podinfo, the demo app: a frontend behind NGINX or a backend, with all that an app needs to be rolled out and to survive
 * the loss of a node.
 *
 * @example
 * const backend = new PodinfoApp(shop, 'backend'); // tag and colour come from release data
 * new PodinfoApp(shop, 'frontend', {
 *   backendUrl: 'http://backend:9898/echo',
 *   ingress: { host: 'shop.example.com' },
 * });
 */
export class PodinfoApp extends Construct implements CanaryTarget {
  readonly apiVersion = 'apps/v1';
  readonly kind = 'Deployment';
  /** Name of the Deployment and of all the app's objects, which is the id. */
  readonly name: string;
  /** Namespace of the app. */
  readonly namespace: string;
  /** Port of the app's Service. */
  readonly port = PORTS.http;
  readonly targetPort = 'http';
  readonly autoscalerName: string;
  readonly ingressName?: string;
  readonly ingressHost?: string;
  readonly release?: AppReleaseEntry;

  constructor(scope: Construct, id: string, props: PodinfoAppProps = {}) {
    super(scope, id);
    const environment = Environment.of(this);
    this.name = id;
    this.namespace = namespaceOf(this, props.namespace);
    this.autoscalerName = id;
    this.release = environment?.releases.app(Chart.of(this).node.id, id);
    if (props.ingress !== undefined) {
      this.ingressName = id;
      this.ingressHost = props.ingress.host;
    }
    report(this, this.checkPlace(props));

    const zoneTopologyKey = environment?.cluster.platform.zoneTopologyKey;
    this.addWorkload(props, zoneTopologyKey);
    this.addScaling(props);
    this.object('Service', 'v1', { spec: serviceSpec(id, this.port, this.targetPort) });
    if (props.ingress !== undefined) this.addIngress(props.ingress);
  }

  /** Leaves the Service to Flagger, which makes it and its two siblings. */
  ownedByCanary(): void {
    this.node.tryRemoveChild('Service');
  }

  private addWorkload(props: PodinfoAppProps, zoneTopologyKey: string | undefined): void {
    const { image = 'ghcr.io/stefanprodan/podinfo', backendUrl, message, resources = DEFAULT_RESOURCES } = props;
    report(this, [...checkImage(image), ...checkBackendUrl(backendUrl), ...checkResources(resources)]);
    const color = this.color(props.color);
    const template = podTemplate({
      name: this.name,
      containerName: 'podinfo',
      image: `${image}:${this.tag(props.tag)}`,
      command: command(backendUrl),
      env: {
        ...(color !== undefined && { PODINFO_UI_COLOR: color }),
        ...(message !== undefined && { PODINFO_UI_MESSAGE: message }),
      },
      ports: PORTS,
      metricsPort: PORTS['http-metrics'],
      probes: { liveness: '/healthz', readiness: '/readyz' },
      resources,
      user: { uid: 100, gid: 101 },
      writable: { data: '/data' },
      ...(zoneTopologyKey !== undefined && { zoneTopologyKey }),
    });
    this.object('ServiceAccount', 'v1', { automountServiceAccountToken: false });
    const deployment = this.object('Deployment', 'apps/v1', { spec: deploymentSpec(this.name, template) });
    this.node.defaultChild = deployment;
  }

  private addScaling(props: PodinfoAppProps): void {
    const released = this.release?.take('replicas');
    const replicas = replicaRange(released ?? props.replicas ?? { min: 2, max: 4 });
    const prop = released === undefined ? 'replicas' : this.where('replicas');
    report(this, checkReplicas(prop, replicas));
    const spec = autoscalerSpec(this.name, replicas, props.cpuUtilization ?? 99);
    this.object('HorizontalPodAutoscaler', 'autoscaling/v2', { spec });
    this.object('PodDisruptionBudget', 'policy/v1', { spec: disruptionBudgetSpec(this.name) });
  }

  private addIngress(ingress: IngressOptions): void {
    report(this, checkIngress(ingress));
    const annotations = ingressAnnotations(ingress);
    this.object('Ingress', 'networking.k8s.io/v1', { spec: ingressSpec(this.name, this.port, ingress) }, annotations);
  }

  private object(
    kind: string,
    apiVersion: string,
    fields: Readonly<Record<string, unknown>>,
    annotations: Readonly<Record<string, string>> = {},
  ): ApiObject {
    const { name, namespace } = this;
    return new ApiObject(this, kind, {
      apiVersion,
      kind,
      metadata: {
        name,
        namespace,
        labels: { app: name },
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
      ...fields,
    });
  }

  private tag(inCode: string | undefined): string {
    const released = this.release?.take('tag');
    const tag = released ?? inCode;
    if (tag === undefined) report(this, this.release?.has('tag') === true ? [] : [this.noTag()]);
    else if (!TAG.test(tag)) {
      const prop = released === undefined ? 'tag' : this.where('tag');
      report(this, [{ prop, must: 'be an image tag', got: tag, remedy: 'write it like "6.9.4"' }]);
    }
    return tag ?? '';
  }

  private color(inCode: string | undefined): string | undefined {
    const released = this.release?.take('color');
    const color = released ?? inCode;
    if (color === undefined) return undefined;
    const hex = colorHex(color);
    if (hex === undefined) {
      const prop = released === undefined ? 'color' : this.where('color');
      const remedy = `the names are ${COLOR_NAMES.join(', ')}`;
      report(this, [{ prop, must: 'be a colour name or #rrggbb', got: color, remedy }]);
    }
    return hex;
  }

  private where(field: string): string {
    return this.release?.where(field) ?? field;
  }

  private noTag(): Problem {
    const remedy =
      this.release === undefined
        ? 'set it here: no environment gives release data'
        : `give it at ${this.where('tag')}, or as the prop tag`;
    return { prop: 'tag', must: 'be given in release data or in code', got: undefined, remedy };
  }

  private checkPlace({ cpuUtilization }: PodinfoAppProps): Problem[] {
    const problems = [...checkLabelName('id', this.name, CANARY_NAME_MAX), ...checkNamespace(this.namespace)];
    if (cpuUtilization !== undefined && !(Number.isInteger(cpuUtilization) && cpuUtilization >= 1)) {
      const must = 'be a whole percentage of at least 1';
      problems.push({ prop: 'cpuUtilization', must, got: cpuUtilization, remedy: 'for example 80' });
    }
    return problems;
  }
}

function command(backendUrl: string | undefined): string[] {
  return [
    './podinfo',
    `--port=${PORTS.http}`,
    `--port-metrics=${PORTS['http-metrics']}`,
    `--grpc-port=${PORTS.grpc}`,
    ...(backendUrl === undefined ? [] : [`--backend-url=${backendUrl}`]),
  ];
}

function checkImage(got: string): Problem[] {
  if (IMAGE.test(got)) return [];
  const remedy = 'write it like "ghcr.io/stefanprodan/podinfo", and the tag in tag';
  return [{ prop: 'image', must: 'be an image name without a tag', got, remedy }];
}

function checkBackendUrl(got: string | undefined): Problem[] {
  return got === undefined ? [] : checkUrl('backendUrl', got, 'http://backend:9898/echo');
}
