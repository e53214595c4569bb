import { admissionPolicy } from '../admission-policy';
import { stoppedBy } from '../attack';
import { canaryOf } from '../canary';
import { commits } from '../commit';

const THEIRS = { name: 'theirs', namespace: 'media' };

/** Canaries that use what another team has. */
export const canaryAttacks = stoppedBy(admissionPolicy, [
  commits(
    "a Canary that is judged by another team's metric template",
    canaryOf('shop/thief', { metrics: [{ name: 'theirs', interval: '1m', templateRef: THEIRS }] }),
  ),
  commits(
    "a Canary that reports to another team's chat",
    canaryOf('shop/thief', { alerts: [{ name: 'theirs', providerRef: THEIRS }] }),
  ),
  commits("a Canary of another team's upstream", canaryOf('shop/thief', {}, { upstreamRef: { apiVersion: 'gloo.solo.io/v1', kind: 'Upstream', ...THEIRS } })),
]);
