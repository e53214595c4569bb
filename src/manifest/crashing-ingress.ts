import { type CanaryManifest, canaryNames, fieldsOf, textIn } from './canary-names';
import type { ObjectKey } from './object-key';

/** An Ingress as plain data; what is not as the API has it counts as absent. */
interface IngressManifest {
  readonly metadata?: unknown;
  readonly spec?: unknown;
}

/** The providers that copy an Ingress. */
type IngressProvider = 'nginx' | 'skipper';

/** What of an Ingress makes Flagger crash, by the provider that would copy it; nothing where it is well. */
export function crashesOn(ingress: IngressManifest): Readonly<Partial<Record<IngressProvider, string>>> {
  const { rules } = fieldsOf(ingress.spec);
  const bare = Array.isArray(rules) && rules.some((rule) => fieldsOf(rule)['http'] === undefined);
  if (bare) return { nginx: 'have paths in every rule', skipper: 'have paths in every rule' };
  const annotated = Object.keys(fieldsOf(fieldsOf(ingress.metadata)['annotations'])).length > 0;
  return annotated ? {} : { skipper: 'have an annotation' };
}

/** The Ingress that Flagger copies for a Canary, and the provider that has it do so. */
export function copiedIngress(canary: CanaryManifest): { provider: IngressProvider; key: ObjectKey } | undefined {
  const { namespace, spec } = canaryNames(canary);
  const provider = textIn(spec, 'provider');
  if (provider !== 'nginx' && provider !== 'skipper') return undefined;
  const name = textIn(fieldsOf(spec['ingressRef']), 'name');
  return { provider, key: { group: 'networking.k8s.io', kind: 'Ingress', namespace, name } };
}
