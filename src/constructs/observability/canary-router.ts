/** What shifts the traffic of a cluster's canaries, and so counts their requests. Linkerd's two ways count alike. */
export type CanaryRouter = 'istio' | 'linkerd' | 'nginx';
