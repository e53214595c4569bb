/** Who besides the platform and the team itself may talk to the team's pods, and to whom they may talk. */
export interface TeamNetwork {
  /**
   * Other namespaces whose pods may call the team's. Their own policies must let them out. In Linkerd their proxies may
   * reach the team's proxies, which carry connections to any port: there, Linkerd's own policies guard the ports.
   *
   * @default - none
   */
  readonly allowFrom?: readonly NamespacePorts[];
  /** Other namespaces, and addresses outside the cluster, that the team's pods may call. @default - none */
  readonly allowTo?: readonly (NamespacePorts | AddressPorts)[];
  /**
   * Ports of the team's containers that the ingress controller and Istio's gateways call.
   *
   * @default - those behind the Ingresses in the workspace and the `gateways` of its Canaries; all, where the apps are in the
   *   team's own repository
   */
  readonly ingressPorts?: readonly number[];
  /**
   * Ports that Flagger calls: of hooks, metric servers and receivers of alerts. It calls them for whichever team asks it to.
   *
   * @default - those that the workspace's Canaries, MetricTemplates and AlertProviders name; all, where the apps are in the
   *   team's own repository
   */
  readonly flaggerPorts?: readonly number[];
  /**
   * Ports at which Prometheus reads metrics from the team's containers.
   *
   * @default - those that pods and Services announce by `prometheus.io/scrape`; [9797], Podinfo's, where the apps are in the
   *   team's own repository
   */
  readonly metricsPorts?: readonly number[];
  /**
   * Whether the load tester that all teams share, and which runs any team's commands, may call the team's pods. A
   * {@link LoadTester} of the team's own needs nothing here.
   *
   * @default - in the namespaces whose Canaries use it; in all, where the apps are in the team's own repository
   */
  readonly sharedLoadTester?: boolean;
}

/** TCP ports of the pods of a namespace. */
export interface NamespacePorts {
  /** The namespace. */
  readonly namespace: string;
  /** Ports of the pods, not of the Service in front of them. */
  readonly ports: readonly number[];
}

/** TCP ports of addresses outside the cluster. */
export interface AddressPorts {
  /** The addresses, in CIDR notation: `203.0.113.0/24`. */
  readonly cidr: string;
  /** Their ports. */
  readonly ports: readonly number[];
}
