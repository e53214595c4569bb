import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { report } from '../report';
import type { ScaledObjectRef } from './autoscaler-ref';
import { checkPrimaryQueries, checkPrimaryReplicas, checkScaledObject } from './scaled-object-check';
import type { PrimaryScalerOptions, ScaledObjectProps, ScaleTrigger } from './scaled-object-props';

/**
 * Scales a Deployment by what KEDA can ask: queues, queries, times of day. Flagger pauses it while there is no canary, and
 * makes `<name>-primary` for the primary.
 *
 * @typeParam Trigger the names of the triggers.
 * @example
 * const queue = deploymentTarget({ name: 'queue', namespace: 'shop', port: 80, targetPort: 'http' });
 * const scaler = new ScaledObject(shop, 'queue-scaler', {
 *   target: queue,
 *   minReplicaCount: 1,
 *   maxReplicaCount: 10,
 *   triggers: {
 *     backlog: {
 *       type: 'prometheus',
 *       metadata: { serverAddress: 'http://prometheus.monitoring:9090', query: 'sum(backlog{app="queue"})', threshold: '100' },
 *     },
 *   },
 * });
 * new Canary(shop, 'queue-rollout', {
 *   target: queue,
 *   autoscalerRef: scaler.toAutoscalerRef({ primaryScalerQueries: { backlog: 'sum(backlog{app="queue-primary"})' } }),
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 * });
 */
export class ScaledObject<Trigger extends string = string> extends Construct {
  /** Name of the ScaledObject. */
  readonly name: string;
  /** Its namespace: its target's. */
  readonly namespace: string;
  private readonly props: ScaledObjectProps<Trigger>;

  constructor(scope: Construct, id: string, props: ScaledObjectProps<Trigger>) {
    super(scope, id);
    const { target, minReplicaCount, maxReplicaCount, pollingInterval, cooldownPeriod } = props;
    this.name = props.name ?? id;
    this.namespace = target.namespace;
    this.props = props;
    report(this, checkScaledObject(this.name, props));
    this.node.defaultChild = new ApiObject(this, 'ScaledObject', {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: this.name, namespace: this.namespace },
      spec: {
        scaleTargetRef: { apiVersion: target.apiVersion, kind: target.kind, name: target.name },
        ...(pollingInterval !== undefined && { pollingInterval }),
        ...(cooldownPeriod !== undefined && { cooldownPeriod }),
        minReplicaCount,
        maxReplicaCount,
        triggers: Object.entries<ScaleTrigger>(props.triggers).map(([name, trigger]) => ({ name, ...trigger })),
      },
    });
  }

  /** This ScaledObject for a Canary's `autoscalerRef`. */
  toAutoscalerRef(options: PrimaryScalerOptions<Trigger> = {}): ScaledObjectRef {
    const { primaryScalerReplicas, primaryScalerQueries } = options;
    report(this, [
      ...checkPrimaryReplicas(this.props, primaryScalerReplicas),
      ...checkPrimaryQueries(this.props, primaryScalerQueries),
    ]);
    return {
      kind: 'ScaledObject',
      name: this.name,
      ...(primaryScalerReplicas !== undefined && { primaryScalerReplicas }),
      ...(primaryScalerQueries !== undefined && {
        primaryScalerQueries: primaryScalerQueries as Readonly<Record<string, string>>,
      }),
    };
  }
}
