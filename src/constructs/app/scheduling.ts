import { isLabelValue } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';

/** Over what the pods of an app are spread, spelled as Kubernetes does. */
export interface TopologySpread {
  /** Label of nodes over whose values the pods are spread: `kubernetes.io/hostname`. */
  readonly topologyKey: string;
  /** Pods that one value may have more than another. @default 1 */
  readonly maxSkew?: number;
  /** Whether a pod waits where they cannot be spread. @default 'ScheduleAnyway' */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway';
}

/** A taint of nodes that the pods of an app bear, spelled as Kubernetes does. */
export interface Toleration {
  /** Its key. @default - every taint, with `Exists` */
  readonly key?: string;
  /** Whether its value counts. @default 'Equal' */
  readonly operator?: 'Equal' | 'Exists';
  /** Its value. @default - none */
  readonly value?: string;
  /** What it does. @default - all effects */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /** Seconds that a pod stays after `NoExecute`. @default - for good */
  readonly tolerationSeconds?: number;
}

/** Spreads pods over hosts, and over zones where the platform has them. */
export function defaultSpread(zoneTopologyKey: string | undefined): TopologySpread[] {
  const keys = ['kubernetes.io/hostname', ...(zoneTopologyKey === undefined ? [] : [zoneTopologyKey])];
  return keys.map((topologyKey) => ({ topologyKey }));
}

/** Flagger rewrites the label in these selectors for the primary, so each version is spread by itself. */
export function topologySpreadConstraints(name: string, spread: readonly TopologySpread[]): object[] {
  return spread.map(({ topologyKey, maxSkew = 1, whenUnsatisfiable = 'ScheduleAnyway' }) => ({
    maxSkew,
    topologyKey,
    whenUnsatisfiable,
    labelSelector: { matchLabels: { app: name } },
  }));
}

/** Checks over what pods are spread. */
export function checkSpread(spread: readonly TopologySpread[]): Problem[] {
  return spread.flatMap(({ maxSkew }, index) =>
    maxSkew === undefined ? [] : checkInteger(`topologySpread[${index}].maxSkew`, maxSkew, 1),
  );
}

/** Checks the labels that an app adds to its pods. */
export function checkPodLabels(labels: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(labels).flatMap(([label, got]): Problem[] => {
    if (label === 'app') {
      const remedy = "it is the app's name, by which Services and Flagger find the pods: remove it";
      return [{ prop: 'podLabels.app', must: 'be left out', got, remedy }];
    }
    if (isLabelValue(got)) return [];
    const must = 'be at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends';
    return [{ prop: `podLabels.${label}`, must, got, remedy: 'shorten it, or make it an annotation' }];
  });
}
