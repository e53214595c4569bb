import { type Entries, entriesOf, listOf, numberOf } from '../plain-field';
import type { Amounts } from './amounts';
import type { ContainerResources } from './container-resources';
import { type PodSurroundings, podUse } from './pod-use';
import { mostReplicas, overlaps, scaledName, surgeOf } from './replicas';
import { canarySteps, plainSteps, type StepPods } from './rollout-steps';

/** What a workload takes of a ResourceQuota, its primary included where a Canary owns it. */
export interface WorkloadUse {
  /** Kind and name: `Deployment backend`. */
  readonly workload: string;
  /** The most pods at each step. */
  readonly steps: readonly StepPods[];
  /** The step with the most. */
  readonly peak: StepPods;
  /** Pods that may still be ending beside those: as many as one rolling update replaces. */
  readonly ending: number;
  /** What one pod takes. */
  readonly pod: Amounts;
  /** The containers of a pod, the mesh's proxy included, as they are admitted. */
  readonly containers: readonly ContainerResources[];
}

/** What else decides the pods of a workload. */
export interface WorkloadSurroundings extends PodSurroundings {
  /** The Canary that owns it. */
  readonly canary?: Entries;
  /** The autoscalers of its namespace. */
  readonly scalers: readonly Entries[];
  /** The nodes that a DaemonSet has pods on. */
  readonly nodes?: number;
}

/** What a workload takes; a reason where that cannot be told. */
export function workloadUse(workload: Entries, surroundings: WorkloadSurroundings): WorkloadUse | string {
  const template = templateOf(workload);
  if (entriesOf(template.spec).resources !== undefined) return 'its pods have resources as a whole';
  const steps = stepsOf(workload, surroundings);
  if (typeof steps === 'string') return steps;
  const { amounts, containers } = podUse(template, surroundings);
  const { name } = entriesOf(workload.metadata);
  const peak = steps.pods.reduce((most, step) => (step.pods > most.pods ? step : most));
  return {
    workload: `${String(workload.kind)} ${String(name)}`,
    steps: steps.pods,
    peak,
    ending: steps.replaced,
    pod: amounts,
    containers,
  };
}

interface Steps {
  readonly pods: readonly StepPods[];
  /** Pods that one rolling update replaces. */
  readonly replaced: number;
}

function templateOf(workload: Entries): Entries {
  return workload.kind === 'Pod' ? workload : entriesOf(entriesOf(workload.spec).template);
}

function stepsOf(workload: Entries, surroundings: WorkloadSurroundings): Steps | string {
  if (workload.kind === 'Pod') return { pods: [{ step: 'running', pods: 1 }], replaced: 0 };
  if (workload.kind !== 'Deployment' && workload.kind !== 'DaemonSet')
    return `how many pods a ${String(workload.kind)} has is not known`;
  const target = targetReplicas(workload, surroundings);
  if (typeof target === 'string') return target;
  const replicas = (most: number) => ({ most, surge: surgeOf(workload, most) });
  const replaced = overlaps(workload) ? target : 0;
  if (surroundings.canary === undefined) return { pods: plainSteps(replicas(target)), replaced };
  const primary = primaryReplicas(target, surroundings.canary);
  const pods = canarySteps(replicas(target), replicas(primary));
  return { pods, replaced: overlaps(workload) ? Math.max(target, primary) : 0 };
}

/** What its manifest says counts too: each time that it is applied, until the autoscaler corrects it. */
function targetReplicas(workload: Entries, { canary, scalers, nodes }: WorkloadSurroundings): number | string {
  if (workload.kind === 'DaemonSet')
    return nodes ?? 'a DaemonSet has a pod on each node, and their number is not known';
  const { name } = entriesOf(workload.metadata);
  const scaling = scalers.filter((scaler) => scaledName(scaler) === name);
  const named = entriesOf(canary?.spec).autoscalerRef;
  if (scaling.length === 0 && named !== undefined) return 'its autoscaler is declared elsewhere';
  return Math.max(numberOf(entriesOf(workload.spec).replicas, 1), ...scaling.map(mostReplicas));
}

function primaryReplicas(target: number, canary: Entries): number {
  const { primaryScalerReplicas } = entriesOf(entriesOf(canary.spec).autoscalerRef);
  return numberOf(entriesOf(primaryScalerReplicas).maxReplicas, target);
}

/** Whether a Canary owns a workload. */
export function owns(canary: Entries, workload: Entries): boolean {
  const { kind, name } = entriesOf(entriesOf(canary.spec).targetRef);
  return kind === workload.kind && name === entriesOf(workload.metadata).name;
}

/** Whether an object has pods, or will have. */
export function hasPods(object: Entries): boolean {
  const spec = entriesOf(object.spec);
  const job = entriesOf(entriesOf(spec.jobTemplate).spec);
  const templates = object.kind === 'Pod' ? [object] : [spec.template, job.template].map(entriesOf);
  return templates.some((template) => listOf(entriesOf(template.spec).containers).length > 0);
}
