import { apiGroupOf } from '../model/api-group';
import { type CanaryManifest, type CanaryNames, canaryNames, fieldsOf, textIn } from './canary-names';
import type { ObjectKey } from './object-key';
import { routerObjects } from './router-objects';

/**
 * The objects that Flagger makes, or takes over where they are there already, for a Canary: the primary and its autoscaler,
 * the Services, and the route. Copies of ConfigMaps and Secrets are not among them, since the Canary does not say which
 * ones its target uses: {@link configCopies} does.
 *
 * A Canary without `spec.provider` follows Flagger's `--mesh-provider`, so that its route is not known.
 *
 * @param canary a Canary of Flagger.
 */
export function generatedObjects(canary: CanaryManifest): ObjectKey[] {
  const names = canaryNames(canary);
  const { namespace, target, apex, spec } = names;
  const targetRef = fieldsOf(spec['targetRef']);
  const kind = textIn(targetRef, 'kind');
  // Knative has revisions and routes of its own.
  if (target === '' || apiGroupOf(textIn(targetRef, 'apiVersion')) === 'serving.knative.dev') return [];
  const route = routerObjects(textIn(spec, 'provider'), names);
  // A Service that is the target stays as its owner declares it, whatever the Services are called in the route.
  if (kind === 'Service') return [...services(namespace, [`${target}-primary`, `${target}-canary`]), ...route];
  return [
    { group: 'apps', kind, namespace, name: `${target}-primary` },
    ...scalerCopy(names),
    ...services(namespace, [apex, `${apex}-primary`, `${apex}-canary`]),
    ...route,
  ];
}

function scalerCopy({ namespace, spec }: CanaryNames): ObjectKey[] {
  const scaler = fieldsOf(spec['autoscalerRef']);
  const name = textIn(scaler, 'name');
  if (name === '') return [];
  const group = apiGroupOf(textIn(scaler, 'apiVersion'));
  return [{ group, kind: textIn(scaler, 'kind'), namespace, name: `${name}-primary` }];
}

function services(namespace: string, names: readonly string[]): ObjectKey[] {
  return names.map((name) => ({ group: '', kind: 'Service', namespace, name }));
}
