import { apiGroupOf } from '../../model/api-group';
import { configCopies, isCopied } from '../config-copies';
import { generatedObjects } from '../generated-objects';
import type { ObjectKey } from '../object-key';
import { type Entries, entriesOf, listOf } from '../plain-field';
import type { Amounts } from './amounts';
import { owns } from './workload-use';

/** What Kubernetes itself, and Istio, keep in every namespace. */
const ALWAYS = configMap('kube-root-ca.crt');
const ISTIO = configMap('istio-ca-root-cert');

/**
 * How many objects of each kind a namespace has, by the names that a ResourceQuota counts them by: those that are declared, those
 * that Flagger makes of them, its copies of ConfigMaps and Secrets included, and those that every namespace has.
 *
 * @param objects all that is declared in the namespace.
 * @param istio whether the namespace is in Istio's mesh.
 */
export function objectCounts(objects: readonly Entries[], istio: boolean): Amounts {
  const keys = objects.map(keyOf);
  for (const canary of objects) if (canary.kind === 'Canary') keys.push(...madeFor(canary, objects));
  keys.push(ALWAYS, ...(istio ? [ISTIO] : []));
  const counts = servicePorts(objects);
  const counted = new Set<string>();
  for (const { group, kind, name } of keys) {
    const resource = resourceOf(group, kind);
    const key = `${resource} ${name}`;
    // Of Pods there are those of the workloads.
    if (counted.has(key) || resource === 'pods') continue;
    counted.add(key);
    counts.set(resource, (counts.get(resource) ?? 0) + 1000);
  }
  return counts;
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
function servicePorts(objects: readonly Entries[]): Map<string, number> {
  const specs = objects.filter(({ kind }) => kind === 'Service').map(({ spec }) => entriesOf(spec));
  const balanced = specs.filter(({ type }) => type === 'LoadBalancer');
  const open = balanced.filter(({ allocateLoadBalancerNodePorts }) => allocateLoadBalancerNodePorts !== false);
  const ports = [...specs.filter(({ type }) => type === 'NodePort'), ...open].flatMap((spec) => listOf(spec.ports));
  return new Map([
    ['services.loadbalancers', balanced.length * 1000],
    ['services.nodeports', ports.length * 1000],
  ]);
}

function keyOf({ apiVersion, kind, metadata }: Entries): ObjectKey {
  const { name } = entriesOf(metadata);
  return { group: apiGroupOf(String(apiVersion)), kind: String(kind), namespace: '', name: String(name) };
}

function configMap(name: string): ObjectKey {
  return { group: '', kind: 'ConfigMap', namespace: '', name };
}

/** `configmaps`, `deployments.apps`: in the way that ResourceQuotas count objects. */
function resourceOf(group: string, kind: string): string {
  const plural = pluralOf(kind.toLowerCase());
  return group === '' ? plural : `${plural}.${group}`;
}

function pluralOf(singular: string): string {
  if (/(s|x|ch|sh)$/.test(singular)) return `${singular}es`;
  return /[^aeiou]y$/.test(singular) ? singular.replace(/y$/, 'ies') : `${singular}s`;
}
