import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LOAD_TESTER_URL } from '../../model/platform-namespaces';
import { type Problem, problemText } from '../../model/problem';
import { Environment } from '../infrastructure/environment';
import { report } from '../report';
import type { TrafficBinding, TrafficProvider, TrafficTarget } from '../traffic/traffic-provider';
import { type ResolvedAnalysis, resolveAnalysis } from './analysis';
import { checkMetrics, checkMetricsServer } from './analysis-check';
import { type CanaryProps, checkProps } from './canary-props';
import { canaryInShape } from './canary-shape';
import { canarySpec } from './canary-spec';
import type { CanaryTarget } from './canary-target';
import { defaultAlerts } from './default-alerts';
import type { CanaryFit, CanaryParts } from './fit';
import { checkHooks, renderHooks } from './hooks/canary-hook';
import type { HookContext } from './hooks/hook-context';
import { checkWebhooks } from './hooks/webhook-check';
import { builtInProblems, standInMetrics } from './metric-stand-in';
import { checkPodQueries } from './pod-query-check';
import { checkPortDiscovery } from './port-discovery-check';
import { withTemplates } from './query-metric';
import { type ReleasedStrategy, withReleaseData } from './release-strategy';
import type { Strategy } from './strategy';
import { checkService } from './service-check';
import { checkStrategy, checkStrategyOnProvider, type FieldName } from './strategy-check';
import { checkTarget, checkTargetObject } from './target-check';
import { checkTargetService, targetService } from './target-service';
import { checkTester, chooseTester, type TesterChoice } from './tester-choice';

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
 * @typeParam S the strategy, taken from the props.
 * @typeParam P the provider, taken from the props.
 * @typeParam T the target, taken from the props.
 * @example
 * const backend = new PodinfoApp(shop, 'backend');
 * new Canary(shop, 'backend-rollout', { target: backend, strategy: canary({ stepWeight: 10, maxWeight: 50 }) });
 */
export class Canary<
  S extends Strategy = Strategy,
  P extends TrafficProvider = TrafficProvider,
  T extends CanaryTarget = CanaryTarget,
> extends Construct {
  /** Name of the Canary: its target's. */
  readonly name: string;
  /** Its namespace: its target's. */
  readonly namespace: string;
  /** How a new version takes over, release data included. */
  readonly strategy: Strategy;

  constructor(scope: Construct, id: string, given: CanaryProps & CanaryParts<S, P, T> & CanaryFit<S, P, T>) {
    super(scope, id);
    const { props, problems } = canaryInShape(given);
    const { target } = props;
    report(this, problems);
    this.name = target.name;
    this.namespace = target.namespace;
    this.claim(target);
    this.node.addValidation({ validate: () => checkTargetObject(this, target).map(problemText) });

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
    else this.render(data.skipAnalysis === undefined ? props : { ...props, skipAnalysis: true }, provider, analysis);
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
    const traffic = trafficTarget(props);
    const binding = provider.bind(traffic);
    const { strategy } = this;
    const flagger = Environment.of(this)?.cluster.flagger;
    const checks = standInMetrics(analysis.metrics, { target, traffic, provider, meshProvider: flagger?.meshProvider });
    const metrics = withTemplates(this, checks, flagger?.metricsServer);
    report(this, [
      ...checkTarget(target, provider.provider, props.service),
      ...this.providerProblems(provider, binding, props),
      ...checkTargetService(target, props.service),
      ...checkPortDiscovery(target, { ...targetService(target), ...props.service }),
      ...checkMetrics(metrics),
      ...checkPodQueries(target, checks),
      ...checkMetricsServer(props.metricsServer, metrics),
      ...builtInProblems(target, provider, metrics),
      ...checkHooks(analysis.webhooks, strategy),
    ]);
    const hooks = this.hooks(analysis, { target: traffic, entry: binding.entry, strategy });
    const alerts = props.alerts ?? defaultAlerts(this) ?? [];
    const spec = canarySpec({ ...props, ...analysis, strategy, provider, binding, metrics, hooks, alerts });
    this.node.defaultChild = new ApiObject(this, 'Canary', {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: {
        name: this.name,
        namespace: this.namespace,
        ...(binding.annotations && { annotations: binding.annotations }),
      },
      spec,
    });
  }

  /** The hooks, which know their load tester only when all constructs are made. */
  private hooks(
    { webhooks, interval }: ResolvedAnalysis,
    context: Omit<HookContext, 'loadTester'>,
  ): (() => readonly object[]) | undefined {
    if (webhooks.length === 0) return undefined;
    const hooksOf = ({ url }: TesterChoice) => renderHooks(webhooks, { ...context, loadTester: url });
    this.node.addValidation({
      validate: () => {
        const choice = chooseTester(this);
        const loadTesters = [choice.url, LOAD_TESTER_URL];
        return [
          ...checkTester(webhooks, choice, this.namespace),
          ...checkWebhooks(hooksOf(choice), { strategy: context.strategy, interval, loadTesters }),
        ].map(problemText);
      },
    });
    return () => hooksOf(chooseTester(this)).map(({ webhook }) => webhook);
  }

  private providerProblems(provider: TrafficProvider, binding: TrafficBinding, props: CanaryProps): Problem[] {
    const { service: own = {}, target } = props;
    const whole = { ...targetService(target), ...binding.service, ...own };
    return [
      ...checkStrategyOnProvider(this.strategy, provider),
      ...(binding.problems ?? []),
      ...checkService(own, whole, provider.provider, this.strategy),
      ...(provider.provider === 'apisix' && binding.routeName === undefined ? [noRoute()] : []),
    ];
  }
}

function strategyProblems(released: ReleasedStrategy, nameOf: FieldName): Problem[] {
  return [...released.problems, ...checkStrategy(released.strategy, nameOf)];
}

function trafficTarget({ target, service = {} }: CanaryProps): TrafficTarget {
  const { name, namespace, port, ingressName, ingressHost } = target;
  return {
    serviceName: service.name ?? name,
    namespace,
    port,
    ...(ingressName !== undefined && { ingressName }),
    ...(ingressHost !== undefined && { ingressHost }),
    ...(service.hosts !== undefined && { hosts: service.hosts }),
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

function noRoute(): Problem {
  const remedy = "name the app's ApisixRoute as routeName of the provider's binding";
  return { prop: 'provider', must: 'name a route for apisix', got: undefined, remedy };
}
