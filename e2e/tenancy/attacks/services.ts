import { admissionPolicy } from '../admission-policy';
import { stoppedBy } from '../attack';
import { commits } from '../commit';
import { manifest } from '../manifest';

const leadsTo = (spec: object) => manifest('v1 Service', 'shop/thief', { spec: { ports: [{ port: 80 }], ...spec } });

/** Services that lead elsewhere than to the team's pods. */
export const serviceAttacks = stoppedBy(admissionPolicy, [
  commits(
    "a name for another team's Service, to publish it past its network policies",
    leadsTo({ type: 'ExternalName', externalName: 'player.media.svc.cluster.local' }),
  ),
  commits('a Service that catches traffic for an address of others', leadsTo({ externalIPs: ['203.0.113.7'] })),
]);
