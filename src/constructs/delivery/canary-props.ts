import { checkTargetName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkUrl } from '../traffic/address';
import { checkInteger, checkPort, checkTargetPort } from '../traffic/integer';
import type { TrafficProvider } from '../traffic/traffic-provider';
import { checkAlerts } from './alert-check';
import type { CanaryAlert } from './alert-provider';
import type { AnalysisProfile } from './analysis-profile';
import { checkAutoscaler } from './autoscaler-check';
import type { AutoscalerRef } from './autoscaler-ref';
import type { CanaryService } from './canary-service';
import type { CanaryTarget } from './canary-target';
import type { Strategy } from './strategy';

/** Props of a Canary. */
export interface CanaryProps {
  /** The workload to roll out. Flagger owns its replicas and its Services from then on. */
  readonly target: CanaryTarget;
  /** How a new version takes over. Release data may change its numbers. */
  readonly strategy: Strategy;
  /** How traffic is shifted. @default - the environment's */
  readonly provider?: TrafficProvider;
  /** The Services and the route that Flagger makes. @default - named like the target, routed as the provider does */
  readonly service?: CanaryService;
  /** The target's autoscaler, and how the primary's differs from it. @default - the target's own, if it has one */
  readonly autoscalerRef?: AutoscalerRef;
  /** Parts of the analysis that differ from the environment's profile. @default - the environment's profile */
  readonly analysis?: Partial<AnalysisProfile>;
  /** Seconds in which pods must make progress before Flagger rolls back. @default 600 */
  readonly progressDeadlineSeconds?: number;
  /** Promotes without any check. Release data skips the analysis of one tag, for a way back. @default false */
  readonly skipAnalysis?: boolean;
  /** Leaves new versions alone until it is taken away again. @default false */
  readonly suspend?: boolean;
  /**
   * Hands the workload and its routes back as they were when the Canary is deleted. Flagger then holds the object until that
   * is done.
   *
   * @default false
   */
  readonly revertOnDeletion?: boolean;
  /**
   * Prometheus that Flagger asks for built-in metrics and for queries written in the Canary. Templates name their own.
   *
   * @default - Flagger's
   */
  readonly metricsServer?: string;
  /** Chats that this canary reports to; an empty list leaves it to Flagger's global notifier. @default - that of the workspace's `notifications`, else Flagger's global notifier */
  readonly alerts?: readonly CanaryAlert[];
}

/** Checks what a Canary says itself, whatever its environment and provider are. */
export function checkProps(props: CanaryProps): Problem[] {
  const { target, autoscalerRef, progressDeadlineSeconds, metricsServer, alerts = [] } = props;
  return [
    ...checkTargetName('target.name', target.name),
    ...checkPort('target.port', target.port),
    ...checkTargetPort('target.targetPort', target.targetPort),
    ...checkAutoscaler(target, autoscalerRef),
    ...(progressDeadlineSeconds === undefined
      ? []
      : checkInteger('progressDeadlineSeconds', progressDeadlineSeconds, 1)),
    ...(metricsServer === undefined
      ? []
      : checkUrl('metricsServer', metricsServer, 'http://prometheus.monitoring:9090')),
    ...checkAlerts(alerts),
  ];
}
