import type { MetricProvider } from './metric-provider';

/** A provider as a MetricTemplate's `spec.provider`. */
export function providerSpec(provider: MetricProvider): Readonly<Record<string, unknown>> {
  const { secretName, ...rest }: MetricProvider & { readonly secretName?: string } = provider;
  const given = Object.entries<unknown>(rest).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(secretName !== undefined && { secretRef: { name: secretName } }) };
}
