import { fieldsOf, listIn, textIn } from './canary-names';
import type { ObjectKey } from './object-key';

/** A Deployment or DaemonSet as plain data; what is not as the API has it counts as absent. */
interface WorkloadManifest {
  readonly metadata?: unknown;
  readonly spec?: unknown;
}

/** A ConfigMap or Secret as plain data. */
interface ConfigManifest {
  readonly metadata?: unknown;
  readonly type?: unknown;
}

const COPIED_TYPES: readonly unknown[] = [
  undefined,
  'Opaque',
  'kubernetes.io/basic-auth',
  'kubernetes.io/ssh-auth',
  'kubernetes.io/tls',
];

/** Whether Flagger copies a ConfigMap or Secret that a Canary's target reads. */
export function isCopied({ metadata, type }: ConfigManifest): boolean {
  const annotations = fieldsOf(fieldsOf(metadata)['annotations']);
  return COPIED_TYPES.includes(type) && !textIn(annotations, 'flagger.app/config-tracking').startsWith('disable');
}

/**
 * The copies that Flagger makes of the ConfigMaps and Secrets which a Canary's target reads, if each {@link isCopied}.
 * Several Canaries may have a copy in common.
 *
 * @param workload the target.
 */
export function configCopies(workload: WorkloadManifest): ObjectKey[] {
  const pod = fieldsOf(fieldsOf(fieldsOf(workload.spec)['template'])['spec']);
  const volumes = listIn(pod, 'volumes').flatMap((volume) => [
    volume,
    ...listIn(fieldsOf(volume['projected']), 'sources'),
  ]);
  const containers = [...listIn(pod, 'containers'), ...listIn(pod, 'initContainers')];
  const env = containers.flatMap((container) => listIn(container, 'env').map(({ valueFrom }) => fieldsOf(valueFrom)));
  const envFrom = containers.flatMap((container) => listIn(container, 'envFrom'));
  const read = {
    ConfigMap: [
      ...namesIn(volumes, 'configMap', 'name'),
      ...namesIn(env, 'configMapKeyRef', 'name'),
      ...namesIn(envFrom, 'configMapRef', 'name'),
    ],
    Secret: [
      ...namesIn(volumes, 'secret', 'secretName'),
      ...namesIn(volumes, 'secret', 'name'),
      ...namesIn(env, 'secretKeyRef', 'name'),
      ...namesIn(envFrom, 'secretRef', 'name'),
    ],
  };
  const namespace = textIn(fieldsOf(workload.metadata), 'namespace');
  return Object.entries(read).flatMap(([kind, names]) =>
    [...new Set(names)].map((name) => ({ group: '', kind, namespace, name: `${name}-primary` })),
  );
}

function namesIn(sources: readonly Readonly<Record<string, unknown>>[], field: string, name: string): string[] {
  return sources.map((source) => textIn(fieldsOf(source[field]), name)).filter((found) => found !== '');
}
