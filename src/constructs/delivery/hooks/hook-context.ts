import { serviceUrl, type TrafficEntry, type TrafficTarget } from '../../traffic/traffic-provider';
import type { Strategy } from '../strategy';

/** What a hook may know of the Canary that uses it. */
export interface HookContext {
  /** The workload. */
  readonly target: TrafficTarget;
  /** Where requests are split. */
  readonly entry: TrafficEntry;
  /** How the new version takes over. */
  readonly strategy: Strategy;
  /** URL of the load tester that runs what names no other. */
  readonly loadTester: string;
}

/** The address of the canary itself, whatever the split. */
export function canaryUrl(target: TrafficTarget): string {
  return serviceUrl({ ...target, serviceName: `${target.serviceName}-canary` });
}
