import type { Problem } from '../../model/problem';
import { checkTargetPort } from '../traffic/integer';
import { checkPortReference } from './container-port';

/** A selector of pods, as Kubernetes' objects take it. */
export interface PodSelector {
  /** What the pods' labels must be. */
  readonly matchExpressions: readonly LabelRequirement[];
}

/** A label, and the values of which it must have one. */
export interface LabelRequirement {
  /** The label. */
  readonly key: string;
  /** That it must have one of the values. */
  readonly operator: 'In';
  /** The values. */
  readonly values: readonly string[];
}

/** An app whose pods other objects select. A {@link WebApp} is one; for other workloads, {@link podSelector} makes the selector. */
export interface SelectableApp {
  /** Namespace of the pods. */
  readonly namespace: string;
  /** Selects the app's pods, also where Flagger keeps them. */
  readonly podSelector: PodSelector;
  /** The ports of its container by name. @default - not known */
  readonly containerPorts?: Readonly<Record<string, number>>;
}

/**
 * Checks that something points at a port of an app. Of an app whose ports are not known, any name may be one.
 *
 * @param prop the prop that points at it, for the message.
 * @param got the name or number.
 * @param app the app.
 */
export function checkAppPort(prop: string, got: string | number, { containerPorts }: SelectableApp): Problem[] {
  return containerPorts === undefined ? checkTargetPort(prop, got) : checkPortReference(prop, got, containerPorts);
}

/**
 * Selects an app's pods under both their labels: once a Canary owns the app, the pods that serve have the label
 * `<name>-primary`, and a selector of `<name>` alone finds those of a rollout only.
 *
 * @param name the app's name, which its pods have as the label.
 * @param label the label; Flagger knows `app`, `name` and `app.kubernetes.io/name`.
 */
export function podSelector(name: string, label: 'app' | 'name' | 'app.kubernetes.io/name' = 'app'): PodSelector {
  return { matchExpressions: [{ key: label, operator: 'In', values: [name, `${name}-primary`] }] };
}
