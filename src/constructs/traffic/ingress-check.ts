import type { Problem } from '../../model/problem';
import type { FlaggerProvider, TrafficTarget } from './traffic-provider';

/** What a target lacks for a provider that copies its Ingress. */
export function ingressProblems(provider: FlaggerProvider, { ingressName, serviceName }: TrafficTarget): Problem[] {
  if (ingressName !== undefined) return [];
  const remedy = 'give the app an ingress, or choose another provider';
  return [{ prop: 'target', must: `have an Ingress for the provider ${provider}`, got: serviceName, remedy }];
}
