import type { FlaggerProvider } from './traffic-provider';

const GATEWAY_API: readonly FlaggerProvider[] = ['gatewayapi:v1', 'gatewayapi:v1beta1'];

/** The providers whose router reads a field of the Canary. Any other provider ignores it without a word. */
const READ_BY = {
  sessionAffinity: ['istio', ...GATEWAY_API],
  primaryCookieName: ['istio', 'gatewayapi:v1'],
  mirrorWeight: ['istio'],
} satisfies Readonly<Record<string, readonly FlaggerProvider[]>>;

/** A field of the Canary that not every router reads. */
export type RouterField = keyof typeof READ_BY;

/** Whether a provider's router reads a field of the Canary. */
export function reads(provider: FlaggerProvider, field: RouterField): boolean {
  const readers: readonly FlaggerProvider[] = READ_BY[field];
  return readers.includes(provider);
}
