import type { KubeObject } from '../control-plane/kube-object';

/**
 * Writes an object in one line.
 *
 * @param kind `apiVersion Kind`.
 * @param name `namespace/name`, or only a name.
 * @param rest everything but apiVersion, kind and the name.
 */
export function manifest(kind: string, name: string, rest: object = {}): KubeObject {
  const [apiVersion = '', plainKind = ''] = kind.split(' ');
  const [last = '', namespace] = name.split('/').reverse();
  const { metadata = {}, ...body } = rest as { metadata?: object };
  const place = namespace === undefined ? {} : { namespace };
  return { apiVersion, kind: plainKind, metadata: { name: last, ...place, ...metadata }, ...body };
}

/** A pod that meets the `restricted` standard, and that runs nothing here. */
export const RESTRICTED_POD = {
  securityContext: { runAsNonRoot: true, runAsUser: 100, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'app',
      image: 'ghcr.io/stefanprodan/podinfo:6.9.4',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ],
};

/** A pod's only container, with some fields changed. */
export function containerWith(fields: object): object {
  const [container] = RESTRICTED_POD.containers;
  return { ...RESTRICTED_POD, containers: [{ ...container, ...fields }] };
}

/** As {@link containerWith}, for fields of its security context. */
export function containerMay(securityContext: object): object {
  const [container] = RESTRICTED_POD.containers;
  return containerWith({ securityContext: { ...container?.securityContext, ...securityContext } });
}

/** A Deployment of a pod. */
export function deployment(name: string, pod: object, replicas = 1): KubeObject {
  const labels = { app: name.replace(/.*\//, '') };
  return manifest('apps/v1 Deployment', name, {
    spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } },
  });
}
