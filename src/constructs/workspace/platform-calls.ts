import type { CalledPorts } from '../../manifest/network/called-ports';
import type { LabelSelector } from '../../manifest/network/label-selector';
import type { IngressRule, PolicyPeer } from '../../manifest/network/network-policy';
import type { PodPort } from '../../manifest/network/service-ports';
import { LOAD_TESTER_URL, NAMESPACES } from '../../model/platform-namespaces';
import type { Mesh } from './mesh';
import type { TeamNetwork } from './team-network';
import { ingressFrom, ISTIO_PORTS, LINKERD_PORTS, namespacePeer } from './network-peer';

/** Host of the load tester that all teams share. */
export const SHARED_HOST = new URL(LOAD_TESTER_URL).hostname;

/** The platform's pods that call those of teams, by the labels that their charts give them. */
const CALLERS = {
  ingress: namespacePeer(NAMESPACES.ingress, named('ingress-nginx')),
  istioGateway: namespacePeer([NAMESPACES.istio, NAMESPACES.istioIngress], {
    matchExpressions: [{ key: 'istio', operator: 'In', values: ['ingress', 'ingressgateway'] }],
  }),
  flagger: namespacePeer(NAMESPACES.flagger, named('flagger')),
  loadTester: namespacePeer(NAMESPACES.flagger, { matchLabels: { app: 'loadtester' } }),
  prometheus: namespacePeer(NAMESPACES.monitoring, named('prometheus')),
  linkerdViz: namespacePeer(NAMESPACES.linkerdViz),
} as const;

/**
 * Lets the platform in where the team's apps have it call, and nowhere else. Any team can have Flagger and the ingress
 * controller call an address, and the shared load tester run a command: what they reach, all teams reach.
 *
 * @param namespace whose pods they call.
 * @param mesh the mesh that the pods are in.
 * @param network what the team asked for.
 * @param calls what the apps have the platform call; nothing where the apps are declared elsewhere.
 */
export function platformRules(
  namespace: string,
  mesh: Mesh,
  network: TeamNetwork,
  calls: CalledPorts | undefined,
): IngressRule[] {
  const {
    ingressPorts = calls?.ingress(namespace),
    flaggerPorts = calls?.flagger(namespace),
    metricsPorts = calls?.metrics(namespace) ?? PODINFO_METRICS,
    sharedLoadTester = calls?.asks(namespace, SHARED_HOST) ?? true,
  } = network;
  const { flagger, ingress, istioGateway, linkerdViz, loadTester, prometheus } = CALLERS;
  return [
    ...open(ingress, ingressPorts && viaProxy(mesh, ingressPorts)),
    ...(mesh === 'istio' ? open(istioGateway, network.ingressPorts ?? calls?.istioGateway(namespace)) : []),
    ...open(flagger, flaggerPorts),
    ...(sharedLoadTester ? open(loadTester, undefined) : []),
    ...open(prometheus, [...metricsPorts, ...proxyMetrics(mesh)]),
    ...(mesh === 'linkerd' ? open(linkerdViz, [LINKERD_PORTS.tap]) : []),
  ];
}

/** What apps that are declared elsewhere serve their metrics at, if nobody says otherwise. */
const PODINFO_METRICS = [9797];

/** Between meshed pods the proxies carry connections to any port over their own. */
export function viaProxy(mesh: Mesh, ports: readonly PodPort[]): readonly PodPort[] {
  return mesh === 'linkerd' && ports.length > 0 ? [...ports, LINKERD_PORTS.inbound] : ports;
}

function proxyMetrics(mesh: Mesh): readonly number[] {
  if (mesh === 'none') return [];
  return mesh === 'linkerd' ? [LINKERD_PORTS.admin] : ISTIO_PORTS.proxyMetrics;
}

/** A rule with an empty list of ports would open all of them. */
function open(peer: PolicyPeer, ports: readonly PodPort[] | undefined): IngressRule[] {
  return ports?.length === 0 ? [] : [ingressFrom(peer, ports)];
}

function named(name: string): LabelSelector {
  return { matchLabels: { 'app.kubernetes.io/name': name } };
}
