import { apiGroupOf } from '../../model/api-group';
import { configCopies, isCopied } from '../config-copies';
import { generatedObjects } from '../generated-objects';
import { keyText, type ObjectKey } from '../object-key';
import { type Entries, entriesOf, listOf } from '../plain-field';
import type { Amounts } from './amounts';
import { owns } from './workload-use';

/** What Kubernetes itself, and Istio, keep in every namespace. */
const ALWAYS = { kubernetes: ['kube-root-ca.crt'], istio: ['istio-ca-root-cert'] };

/** What decides which objects there are besides those that are declared. */
interface CountedObjects {
  /** All that is declared in the namespace. */
  readonly objects: readonly Entries[];
  /** Whether the namespace is in Istio's mesh. */
  readonly istio: boolean;
}

/**
 * How many objects of each kind a namespace has, by the names that a ResourceQuota counts them by: those that are declared, those
 * that Flagger makes of them, its copies of ConfigMaps and Secrets included, and those that every namespace has.
 */
export function objectCounts({ objects, istio }: CountedObjects): Amounts {
  const keys = [
    ...objects.map(keyOf),
    ...objects.filter(({ kind }) => kind === 'Canary').flatMap((canary) => madeFor(canary, objects)),
    ...[...ALWAYS.kubernetes, ...(istio ? ALWAYS.istio : [])].map((name) => ({
      group: '',
      kind: 'ConfigMap',
      namespace: '',
      name,
    })),
  ];
  const distinct = new Map(keys.map((key) => [keyText({ ...key, namespace: '' }), key]));
  const counts: Record<string, number> = {};
  for (const { group, kind } of distinct.values()) {
    const plural = pluralOf(kind);
    const names = group === '' ? [plural, `count/${plural}`] : [`count/${plural}.${group}`];
    // Of Pods there are those of the workloads.
    for (const name of names) if (plural !== 'pods') counts[name] = (counts[name] ?? 0) + 1000;
  }
  return { ...counts, ...servicePorts(objects) };
}

function madeFor(canary: Entries, objects: readonly Entries[]): ObjectKey[] {
  const target = objects.find((object) => owns(canary, object));
  const copies = target === undefined ? [] : configCopies(target);
  const kept = objects.filter(
    (object) => (object.kind === 'ConfigMap' || object.kind === 'Secret') && !isCopied(object),
  );
  const notCopied = new Set(kept.map(keyOf).map(({ kind, name }) => `${kind} ${name}-primary`));
  return [...generatedObjects(canary), ...copies.filter(({ kind, name }) => !notCopied.has(`${kind} ${name}`))];
}

/** Ways into the cluster that go around its ingress controller. */
function servicePorts(objects: readonly Entries[]): Amounts {
  const specs = objects.filter(({ kind }) => kind === 'Service').map(({ spec }) => entriesOf(spec));
  const balanced = specs.filter(({ type }) => type === 'LoadBalancer');
  const open = balanced.filter(({ allocateLoadBalancerNodePorts }) => allocateLoadBalancerNodePorts !== false);
  const ports = [...specs.filter(({ type }) => type === 'NodePort'), ...open].flatMap((spec) => listOf(spec.ports));
  return { 'services.loadbalancers': balanced.length * 1000, 'services.nodeports': ports.length * 1000 };
}

function keyOf({ apiVersion, kind, metadata }: Entries): ObjectKey {
  const { name } = entriesOf(metadata);
  return { group: apiGroupOf(String(apiVersion)), kind: String(kind), namespace: '', name: String(name) };
}

function pluralOf(kind: string): string {
  const singular = kind.toLowerCase();
  if (/(s|x|ch|sh)$/.test(singular)) return `${singular}es`;
  return /[^aeiou]y$/.test(singular) ? singular.replace(/y$/, 'ies') : `${singular}s`;
}
