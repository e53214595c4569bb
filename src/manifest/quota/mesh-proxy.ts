import { type Entries, entriesOf } from '../plain-field';

/** The service mesh that puts a proxy into every pod. */
export type Mesh = 'istio' | 'linkerd' | 'none';

/** Annotations that give the proxy its resources, by what they give it. */
const ANNOTATIONS = {
  linkerd: {
    requests: {
      cpu: 'config.linkerd.io/proxy-cpu-request',
      memory: 'config.linkerd.io/proxy-memory-request',
      'ephemeral-storage': 'config.linkerd.io/proxy-ephemeral-storage-request',
    },
    limits: {
      cpu: 'config.linkerd.io/proxy-cpu-limit',
      memory: 'config.linkerd.io/proxy-memory-limit',
      'ephemeral-storage': 'config.linkerd.io/proxy-ephemeral-storage-limit',
    },
  },
  istio: {
    requests: { cpu: 'sidecar.istio.io/proxyCPU', memory: 'sidecar.istio.io/proxyMemory' },
    limits: { cpu: 'sidecar.istio.io/proxyCPULimit', memory: 'sidecar.istio.io/proxyMemoryLimit' },
  },
};

/** What keeps the proxy out of a pod: an annotation, or a label. */
const LEFT_OUT = { linkerd: ['linkerd.io/inject', 'disabled'], istio: ['sidecar.istio.io/inject', 'false'] } as const;

/** What Istio's chart gives a proxy (`global.proxy.resources`). Linkerd's gives none, so that a LimitRange decides. */
const ISTIO = { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '2', memory: '1Gi' } };

/**
 * The proxy that a mesh puts into the pods of a template, as an init container that stays: what the mesh's injector makes
 * of it where Kubernetes knows those, and never less than what it makes otherwise.
 *
 * @param mesh the mesh.
 * @param metadata the template's.
 */
export function meshProxy(mesh: Mesh, metadata: Entries): Entries | undefined {
  if (mesh === 'none') return undefined;
  const annotations = entriesOf(metadata.annotations);
  const [key, value] = LEFT_OUT[mesh];
  if ([annotations, entriesOf(metadata.labels)].some((texts) => texts[key] === value)) return undefined;
  const { requests, limits } = ANNOTATIONS[mesh];
  const own = { requests: valuesAt(annotations, requests), limits: valuesAt(annotations, limits) };
  // In Istio one annotation replaces all that the chart says.
  const isSilent = [own.requests, own.limits].every((amounts) => Object.keys(amounts).length === 0);
  const resources = mesh === 'istio' && isSilent ? ISTIO : own;
  return { name: `${mesh}-proxy`, restartPolicy: 'Always', resources };
}

function valuesAt(annotations: Entries, names: Readonly<Record<string, string>>): Entries {
  const found = Object.entries(names).map(([resource, name]) => [resource, annotations[name]] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}
