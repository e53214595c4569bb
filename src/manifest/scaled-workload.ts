import { apiGroupOf } from '../model/api-group';
import { fieldsOf, textIn } from './canary-names';
import type { ObjectKey } from './object-key';

/** An autoscaler as plain data; what is not as the API has it counts as absent. */
interface ScalerManifest {
  readonly spec?: unknown;
}

/**
 * The workload whose replicas an object sets; nothing where the object is neither a HorizontalPodAutoscaler nor a ScaledObject.
 *
 * @param key what the object is.
 * @param manifest the object.
 */
export function scaledWorkload({ group, kind, namespace }: ObjectKey, manifest: ScalerManifest): ObjectKey | undefined {
  const isScaler =
    (group === 'autoscaling' && kind === 'HorizontalPodAutoscaler') || (group === 'keda.sh' && kind === 'ScaledObject');
  const target = fieldsOf(fieldsOf(manifest.spec)['scaleTargetRef']);
  const name = textIn(target, 'name');
  if (!isScaler || name === '') return undefined;
  // KEDA takes what does not say what it is for a Deployment.
  const apiVersion = textIn(target, 'apiVersion') || 'apps/v1';
  return { group: apiGroupOf(apiVersion), kind: textIn(target, 'kind') || 'Deployment', namespace, name };
}
