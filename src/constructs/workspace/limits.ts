import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Problem } from '../../model/problem';
import { thousandths } from '../../model/quantity';
import { checkQuantities } from './quantity';

/** What one container gets or may ask for: a LimitRange's item for containers, spelled as Kubernetes does. */
export interface ContainerLimits {
  /** Limits of a container that names none, by resource. @default memory 256Mi; no CPU limit, which would throttle */
  readonly default?: Readonly<Record<string, string>>;
  /** Requests of a container that names none, by resource. @default cpu 100m, memory 64Mi: a mesh proxy's share */
  readonly defaultRequest?: Readonly<Record<string, string>>;
  /** The most a container may ask for, by resource. @default - as much as the quota leaves */
  readonly max?: Readonly<Record<string, string>>;
  /** The least a container may ask for, by resource. @default - nothing */
  readonly min?: Readonly<Record<string, string>>;
}

/**
 * For containers without resources of their own. That is mostly the mesh's proxy, which must have some, since a quota
 * refuses pods with a container that has none. Kubernetes runs this defaulting again after the injector.
 */
const DEFAULTS = {
  default: { memory: '256Mi' },
  defaultRequest: { cpu: '100m', memory: '64Mi' },
} as const;

/** What a LimitRange says of containers, as far as it is taken here. */
const BOUNDS = ['default', 'defaultRequest', 'max', 'min'] as const;

/** The LimitRange of each namespace. */
export function addLimits(scope: Construct, namespaces: readonly string[], limits: ContainerLimits = {}): void {
  for (const namespace of namespaces) new ApiObject(scope, namespace, limitRange(namespace, limits));
}

/** The LimitRange of a namespace. */
export function limitRange(namespace: string, limits: ContainerLimits = {}) {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'workspace', namespace },
    spec: { limits: [{ type: 'Container', ...withDefaults(limits) }] },
  };
}

/** Checks the quantities, and that they do not contradict each other. */
export function checkLimits(limits: ContainerLimits = {}): Problem[] {
  const { min = {}, defaultRequest, default: fallback, max = {} } = withDefaults(limits);
  const unknown = Object.keys(limits).filter((name) => !BOUNDS.some((bound) => bound === name));
  return [
    ...unknown.map((got) => ({
      prop: 'limits',
      must: `name ${BOUNDS.join(', ')}`,
      got,
      remedy: 'rename it, or remove it',
    })),
    ...BOUNDS.flatMap((bound) => checkQuantities(`limits.${bound}`, limits[bound] ?? {})),
    ...checkOrder(['min', min], ['defaultRequest', defaultRequest]),
    ...checkOrder(['defaultRequest', defaultRequest], ['default', fallback]),
    ...checkOrder(['defaultRequest', defaultRequest], ['max', max]),
    ...checkOrder(['default', fallback], ['max', max]),
  ];
}

type Bound = readonly [name: string, quantities: Readonly<Record<string, string>>];

function checkOrder([lowName, low]: Bound, [highName, high]: Bound): Problem[] {
  return Object.entries(low).flatMap(([resource, got]) => {
    const bound = high[resource];
    if (bound === undefined || !(thousandths(got) > thousandths(bound))) return [];
    const must = `be at most limits.${highName}.${resource}, which is ${bound}`;
    return [{ prop: `limits.${lowName}.${resource}`, must, got, remedy: 'lower it, or raise the other' }];
  });
}

function withDefaults(limits: ContainerLimits) {
  return {
    ...limits,
    default: { ...DEFAULTS.default, ...limits.default },
    defaultRequest: { ...DEFAULTS.defaultRequest, ...limits.defaultRequest },
  };
}
