import type { FlaggerProvider } from './traffic-provider';

const GATEWAY_API: readonly FlaggerProvider[] = ['gatewayapi:v1', 'gatewayapi:v1beta1'];

const APP_MESH: readonly FlaggerProvider[] = ['appmesh', 'appmesh:v1beta2'];
const SMI: readonly FlaggerProvider[] = ['smi:v1alpha1', 'smi:v1alpha2', 'smi:v1alpha3'];

/** The providers whose router reads a field of the Canary. Any other provider ignores it without a word. */
const READ_BY = {
  sessionAffinity: ['istio', ...GATEWAY_API],
  primaryCookieName: ['istio', 'gatewayapi:v1'],
  mirrorWeight: ['istio'],
  hosts: ['istio', ...GATEWAY_API, 'linkerd', 'osm', ...SMI, ...APP_MESH],
  gateways: ['istio', ...SMI],
  gatewayRefs: GATEWAY_API,
  delegation: ['istio'],
  match: ['istio', ...GATEWAY_API, 'contour', ...APP_MESH],
  timeout: ['istio', 'gatewayapi:v1', 'contour', ...APP_MESH],
  backendTimeout: ['gatewayapi:v1'],
  retries: ['istio', 'contour', ...APP_MESH],
  rewrite: ['istio', ...GATEWAY_API],
  headers: ['istio', ...GATEWAY_API],
  corsPolicy: ['istio', 'gatewayapi:v1'],
  mirror: GATEWAY_API,
  trafficPolicy: ['istio'],
  meshName: ['appmesh'],
  backends: APP_MESH,
} satisfies Readonly<Record<string, readonly FlaggerProvider[]>>;

/** A field of the Canary that not every router reads. */
export type RouterField = keyof typeof READ_BY;

/** The providers whose router reads a field of the Canary. */
export function readersOf(field: RouterField): readonly FlaggerProvider[] {
  return READ_BY[field];
}

/** Whether a provider's router reads a field of the Canary. */
export function reads(provider: FlaggerProvider, field: RouterField): boolean {
  return readersOf(field).includes(provider);
}

/** Whether a field of the Canary is one that not every router reads. */
export function isRouterField(field: string): field is RouterField {
  return field in READ_BY;
}
