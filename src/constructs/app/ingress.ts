import type { Problem } from '../../model/problem';
import { checkHost } from '../traffic/address';

/** An Ingress in front of an app. */
export interface IngressOptions {
  /** Host name that it answers to: `shop.example.com`, or `*.example.com`. */
  readonly host: string;
  /** The ingress class. @default 'nginx' */
  readonly className?: string;
  /** Further annotations; they win over our own. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Checks an Ingress's host name. */
export function checkIngress({ host }: IngressOptions): Problem[] {
  return checkHost('ingress.host', host);
}

/**
 * The annotations of an app's Ingress. NGINX is told to use the Service's address rather than the pods': only so does the
 * mesh split what comes through the ingress, and only so is a change of pods seen at once.
 */
export function ingressAnnotations({ className = 'nginx', annotations }: IngressOptions): Record<string, string> {
  const own: Record<string, string> =
    className === 'nginx' ? { 'nginx.ingress.kubernetes.io/service-upstream': 'true' } : {};
  return { ...own, ...annotations };
}
