import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { imagePullSecretsOf } from '../../model/image-pull-secrets';
import type { Problem } from '../../model/problem';
import type { AppReleaseEntry } from '../../releases/app-release';
import type { CanaryTarget, TargetServicePort } from '../delivery/canary-target';
import { Environment } from '../infrastructure/environment';
import { report } from '../report';
import { inShape } from '../shape';
import { namespaceOf } from '../traffic/namespace';
import { TeamApps } from '../workspace/team-apps';
import { TeamWorkspace } from '../workspace/team-workspace';
import { disruptionBudgetSpec, ingressSpec } from './app-objects';
import { autoscalerSpec } from './autoscaler';
import { portNumbers } from './container-port';
import { checkTag } from './image';
import { ingressAnnotations, type IngressOptions } from './ingress';
import { type PodSelector, podSelector, type SelectableApp } from './pod-selector';
import { podTemplate } from './pod-template';
import { appReplicas, type AppReplicas, checkAppReplicas } from './replicas';
import { defaultSpread } from './scheduling';
import { serviceLeads, servicePorts, serviceSpec } from './service';
import { checkAppName, checkPods, checkSurroundings, checkUnrestricted } from './web-app-check';
import type { DeploymentAppProps, WebAppProps } from './web-app-props';
import { APP_SHAPE } from './web-app-shape';
import { workloadSpec } from './workload';

/**
 * A service of a team: any image with its ports, probes, configuration and sidecars, and all that it needs to be rolled out
 * and to survive the loss of a node. Its pods keep the restricted Pod Security Standard.
 *
 * @typeParam Port the names of its ports, taken from `ports`.
 * @example
 * const cart = new WebApp(shop, 'cart', {
 *   image: 'ghcr.io/acme/cart',
 *   tag: '1.4.2',
 *   ports: { http: 8080, metrics: 9090 },
 *   probes: { readiness: { httpGet: { path: '/ready', port: 'http' } } },
 *   resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
 * });
 * new Canary(shop, 'cart-rollout', { target: cart, strategy: canary({ stepWeight: 10, maxWeight: 50 }) });
 */
export class WebApp<Port extends string = string> extends Construct implements CanaryTarget, SelectableApp {
  readonly apiVersion = 'apps/v1';
  readonly kind: 'Deployment' | 'DaemonSet';
  /** Name of the workload and of all the app's objects, which is the id. */
  readonly name: string;
  /** Namespace of the app. */
  readonly namespace: string;
  /** Port of the app's Service. */
  readonly port: number;
  readonly targetPort: string;
  readonly containerPorts: Readonly<Record<string, number>>;
  readonly servicePorts: readonly TargetServicePort[];
  readonly podSelector: PodSelector;
  readonly autoscalerName?: string;
  readonly ingressName?: string;
  readonly ingressHost?: string;
  readonly release?: AppReleaseEntry;
  private replicas: AppReplicas = {};

  constructor(scope: Construct, id: string, props: WebAppProps<Port>) {
    super(scope, id);
    const { props: app, problems } = inShape<WebAppProps>(props, APP_SHAPE);
    report(this, problems);
    const [first] = serviceLeads(app.service, app.ports);
    this.name = id;
    this.kind = app.kind ?? 'Deployment';
    this.namespace = namespaceOf(this, app.namespace);
    this.port = first?.port ?? 0;
    this.targetPort = first?.name ?? '';
    this.containerPorts = portNumbers(app.ports);
    this.servicePorts = servicePorts(app.service, app.ports);
    this.podSelector = podSelector(id);
    this.release = Environment.of(this)?.releases.app(Chart.of(this).node.id, id);
    if (app.ingress !== undefined) {
      this.ingressName = id;
      this.ingressHost = app.ingress.host;
    }
    report(this, [...checkAppName(id, this.namespace), ...checkSurroundings(app)]);
    report(this, checkUnrestricted(app, workspaceOf(this)));

    const template = this.podTemplate(app);
    if (app.kind !== 'DaemonSet') this.replicas = this.scale(app);
    this.addServiceAccount(app);
    const { fixed } = this.replicas;
    this.node.defaultChild = this.object(this.kind, 'apps/v1', { spec: workloadSpec(id, app, template, fixed) });
    if (app.kind !== 'DaemonSet') this.autoscalerName = this.addScaling(app);
    if (app.service !== false) this.addService(app);
    if (app.ingress !== undefined) this.addIngress(app.ingress);
  }

  /** Leaves the Service to Flagger, which makes it and its two siblings. */
  ownedByCanary(): void {
    this.node.tryRemoveChild('Service');
    const { fixed: got } = this.replicas;
    if (got === undefined) return;
    const remedy = 'Flagger scales it to zero between rollouts, and Flux would put it back: remove it';
    report(this, [{ prop: 'replicas', must: 'be left out for a Canary', got, remedy }]);
  }

  private podTemplate(props: WebAppProps): object {
    const own = {
      ...props,
      name: props.containerName ?? this.name,
      tag: this.tag(props.tag),
      volumePrefix: '',
    };
    const initContainers = Object.entries(props.initContainers ?? {}).map(([name, other]) => ({
      ...other,
      name,
      volumePrefix: `${name}-`,
    }));
    const zones = Environment.of(this)?.cluster.platform.zoneTopologyKey;
    const spread = props.kind === 'DaemonSet' ? [] : (props.topologySpread ?? defaultSpread(zones));
    report(this, checkPods({ props, own, initContainers, spread }));
    const imagePullSecrets = props.imagePullSecrets ?? imagePullSecretsOf(this);
    return podTemplate({ name: this.name, props: { ...props, imagePullSecrets }, own, initContainers, spread });
  }

  private scale({ replicas, autoscaler }: DeploymentAppProps): AppReplicas {
    const autoscaled = autoscaler !== false;
    const released = this.release?.take('replicas');
    const prop = released === undefined ? 'replicas' : this.where('replicas');
    report(this, checkAppReplicas(prop, released ?? replicas, autoscaled));
    return appReplicas(released ?? replicas, autoscaled);
  }

  private addServiceAccount({ serviceAccount = {} }: WebAppProps): void {
    if (serviceAccount === 'default') return;
    this.object('ServiceAccount', 'v1', { automountServiceAccountToken: false }, serviceAccount);
  }

  /** Adds the autoscaler and the disruption budget; returns the autoscaler's name, if there is one. */
  private addScaling(props: DeploymentAppProps): string | undefined {
    const { autoscaler = {}, cpuUtilization = 80, disruptionBudget = { maxUnavailable: 1 } } = props;
    const { range } = this.replicas;
    if (range !== undefined && autoscaler !== false) {
      const spec = autoscalerSpec(this.name, range, cpuUtilization, autoscaler);
      this.object('HorizontalPodAutoscaler', 'autoscaling/v2', { spec }, { labels: autoscaler.labels });
    }
    if (disruptionBudget !== false) {
      const spec = disruptionBudgetSpec(this.name, disruptionBudget.maxUnavailable);
      this.object('PodDisruptionBudget', 'policy/v1', { spec });
    }
    return range === undefined ? undefined : this.name;
  }

  private addService({ service, ports }: WebAppProps): void {
    const spec = serviceSpec(this.name, serviceLeads(service, ports), ports);
    this.object('Service', 'v1', { spec });
  }

  private addIngress(ingress: IngressOptions): void {
    const spec = ingressSpec(this.name, this.port, ingress);
    this.object('Ingress', 'networking.k8s.io/v1', { spec }, { annotations: ingressAnnotations(ingress) });
  }

  private object(
    kind: string,
    apiVersion: string,
    fields: Readonly<Record<string, unknown>>,
    { labels = { app: this.name }, annotations = {} }: ObjectMetadata = {},
  ): ApiObject {
    const metadata = {
      name: this.name,
      namespace: this.namespace,
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    };
    return new ApiObject(this, kind, { apiVersion, kind, metadata, ...fields });
  }

  private tag(inCode: string | undefined): string {
    const released = this.release?.take('tag');
    const tag = released ?? inCode;
    if (tag !== undefined) report(this, checkTag(released === undefined ? 'tag' : this.where('tag'), tag));
    else if (this.release?.has('tag') !== true) report(this, [this.noTag()]);
    return tag ?? '';
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
}

interface ObjectMetadata {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The team whose namespaces take restricted pods only, if the construct is a team's. */
function workspaceOf(construct: Construct): string | undefined {
  const chart = Chart.of(construct);
  return chart instanceof TeamWorkspace || chart instanceof TeamApps ? `the workspace ${chart.node.id}` : undefined;
}
