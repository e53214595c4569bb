import { type CanaryManifest, canaryNames, fieldsOf, textIn } from './canary-names';

/** The name and the namespace of a Service. */
export interface ServiceName {
  readonly name: string;
  readonly namespace: string;
}

/**
 * The Services whose requests a mesh routes by the HTTPRoute that Flagger writes for a Canary: the parents that are Services.
 *
 * @param canary a Canary of Flagger.
 */
export function meshParents(canary: CanaryManifest): ServiceName[] {
  const { namespace, spec } = canaryNames(canary);
  const parents = fieldsOf(spec['service'])['gatewayRefs'];
  if (!textIn(spec, 'provider').startsWith('gatewayapi:') || !Array.isArray(parents)) return [];
  return parents
    .map(fieldsOf)
    .filter((parent) => textIn(parent, 'kind') === 'Service')
    .map((parent) => ({ name: textIn(parent, 'name'), namespace: textIn(parent, 'namespace') || namespace }));
}
