import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CANARY_NAME_MAX, checkLabelName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { Environment } from '../infrastructure/environment';
import { report } from '../report';
import { checkInteger, checkPort, checkTargetPort } from '../traffic/integer';
import type { TrafficBinding, TrafficProvider, TrafficTarget } from '../traffic/traffic-provider';
import type { CanaryAlert } from './alert-provider';
import { type ResolvedAnalysis, resolveAnalysis } from './analysis';
import { checkMetrics, checkWebhooks } from './analysis-check';
import type { AnalysisProfile } from './analysis-profile';
import { canarySpec } from './canary-spec';
import type { CanaryTarget } from './canary-target';
import { checkHooks, toWebhook } from './load-tester-hooks';
import { builtInProblems, standInMetrics } from './metric-stand-in';
import { type ReleasedStrategy, withReleaseData } from './release-strategy';
import type { Strategy } from './strategy';
import { checkStrategy, checkStrategyOnProvider, type FieldName } from './strategy-check';

/** Props of a {@link Canary}. */
export interface CanaryProps {
  /** The workload to roll out. Flagger owns its replicas and its Services from then on. */
  readonly target: CanaryTarget;
  /** How a new version takes over. Release data may change its numbers. */
  readonly strategy: Strategy;
  /** How traffic is shifted. @default - the environment's */
  readonly provider?: TrafficProvider;
  /** Parts of the analysis that differ from the environment's profile. @default - the environment's profile */
  readonly analysis?: Partial<AnalysisProfile>;
  /** Seconds in which pods must make progress before Flagger rolls back. @default 600 */
  readonly progressDeadlineSeconds?: number;
  /** Promotes without any check. @default false */
  readonly skipAnalysis?: boolean;
  /** Leaves new versions alone until it is taken away again. @default false */
  readonly suspend?: boolean;
  /** Chats that this canary reports to. @default - Flagger's global notifier */
  readonly alerts?: readonly CanaryAlert[];
}

/** The construct path of the Canary that owns a target. */
const owners = new WeakMap<CanaryTarget, string>();

/**
 * Rolls out new versions of a workload by itself: it shifts traffic, asks Prometheus, and promotes or rolls back.
 *
 * Flagger makes `<target>-primary` and the Services `<target>`, `<target>-primary` and `<target>-canary`; do not declare
 * them yourself. Numbers come from the environment's profile, then these props, then release data; the last wins.
 *
 * The Canary object has its target's name whatever the construct's id is. A Canary and its app need different ids in one
 * scope: call it `<app>-rollout`.
 *
 * @example
 * const backend = new PodinfoApp(shop, 'backend');
 * new Canary(shop, 'backend-rollout', { target: backend, strategy: canary({ stepWeight: 10, maxWeight: 50 }) });
 */
export class Canary extends Construct {
  /** Name of the Canary: its target's. */
  readonly name: string;
  /** Its namespace: its target's. */
  readonly namespace: string;
  /** How a new version takes over, release data included. */
  readonly strategy: Strategy;

  constructor(scope: Construct, id: string, props: CanaryProps) {
    super(scope, id);
    const { target } = props;
    this.name = target.name;
    this.namespace = target.namespace;
    this.claim(target);

    const environment = Environment.of(this);
    const data = target.release?.take('canary') ?? {};
    const where: FieldName = (field) => target.release?.where(`canary.${field}`) ?? field;
    const released = withReleaseData(props.strategy, data, where);
    const analysis = resolveAnalysis({ profile: environment?.profile, own: props.analysis, data, where });
    const nameOf: FieldName = (field) => (field in data ? where(field) : `strategy.${field}`);
    this.strategy = released.strategy;
    report(this, [...checkProps(props), ...strategyProblems(released, nameOf), ...analysis.problems]);

    const provider = props.provider ?? environment?.traffic;
    if (provider === undefined) report(this, [noProvider()]);
    else this.render(props, provider, analysis);
  }

  /** Makes the target Flagger's, unless it already is. */
  private claim(target: CanaryTarget): void {
    const owner = owners.get(target);
    if (owner !== undefined) {
      const remedy = `remove this Canary or ${owner}`;
      report(this, [{ prop: 'target', must: 'have one Canary only', got: target.name, remedy }]);
      return;
    }
    owners.set(target, this.node.path);
    target.ownedByCanary(this.node.path);
  }

  private render(props: CanaryProps, provider: TrafficProvider, analysis: ResolvedAnalysis): void {
    const { target } = props;
    const traffic = trafficTarget(target);
    const binding = provider.bind(traffic);
    const metrics = standInMetrics(this, provider, analysis.metrics);
    const webhooks = analysis.webhooks.map((hook) =>
      toWebhook(hook, { target: traffic, entry: binding.entry, strategy: this.strategy }),
    );
    report(this, [
      ...this.providerProblems(provider, binding),
      ...checkMetrics(metrics),
      ...builtInProblems(target, provider, metrics),
      ...checkHooks(analysis.webhooks, this.strategy),
      ...checkWebhooks(webhooks),
    ]);
    const { interval, threshold } = analysis;
    const { strategy } = this;
    const spec = canarySpec({ ...props, strategy, provider, binding, interval, threshold, metrics, webhooks });
    this.node.defaultChild = new ApiObject(this, 'Canary', {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: { name: this.name, namespace: this.namespace },
      spec,
    });
  }

  private providerProblems(provider: TrafficProvider, binding: TrafficBinding): Problem[] {
    return [...checkStrategyOnProvider(this.strategy, provider), ...(binding.problems ?? [])];
  }
}

function strategyProblems(released: ReleasedStrategy, nameOf: FieldName): Problem[] {
  return [...released.problems, ...checkStrategy(released.strategy, nameOf)];
}

function checkProps({ target, progressDeadlineSeconds }: CanaryProps): Problem[] {
  return [
    ...checkLabelName('target.name', target.name, CANARY_NAME_MAX),
    ...checkPort('target.port', target.port),
    ...checkTargetPort('target.targetPort', target.targetPort),
    ...(progressDeadlineSeconds === undefined
      ? []
      : checkInteger('progressDeadlineSeconds', progressDeadlineSeconds, 1)),
  ];
}

function trafficTarget(target: CanaryTarget): TrafficTarget {
  const { name, namespace, port, ingressName, ingressHost } = target;
  return {
    serviceName: name,
    namespace,
    port,
    ...(ingressName !== undefined && { ingressName }),
    ...(ingressHost !== undefined && { ingressHost }),
  };
}

function noProvider(): Problem {
  return {
    prop: 'provider',
    must: 'be given where no environment gives one',
    got: undefined,
    remedy: 'set it, for example linkerd(), or create the Canary below an Environment',
  };
}
