import { admissionPolicy } from '../admission-policy';
import { type Attack, stoppedBy } from '../attack';
import { rollsOut } from '../by-flagger';
import { canaryOf } from '../canary';
import { commits } from '../commit';
import type { ControllerWorld } from '../controller-world';
import { flaggerFlag } from '../flagger-control';

const THEIRS = { name: 'theirs', namespace: 'media' };
const UPSTREAM = { upstreamRef: { apiVersion: 'gloo.solo.io/v1', kind: 'Upstream', ...THEIRS } };

/** An analysis by another team's metric template. */
export const judgedByTheirs = { metrics: [{ name: 'theirs', interval: '1m', templateRef: THEIRS }] };
const reportedToTheirs = { alerts: [{ name: 'theirs', providerRef: THEIRS }] };

/** Canaries that use what another team has. */
export const canaryAttacks = stoppedBy(admissionPolicy, [
  commits("a Canary that is judged by another team's metric template", canaryOf('shop/thief', judgedByTheirs)),
  commits("a Canary that reports to another team's chat", canaryOf('shop/thief', reportedToTheirs)),
  commits("a Canary of another team's upstream", canaryOf('shop/thief', {}, UPSTREAM)),
]);

/** The same, where admission has not seen them: Flagger does not take them. */
export const rolledOutAttacks: readonly Attack<ControllerWorld>[] = stoppedBy(flaggerFlag, [
  rollsOut("what is judged by another team's metric template", judgedByTheirs),
  rollsOut("what reports to another team's chat", reportedToTheirs),
  rollsOut("what has another team's upstream", {}, UPSTREAM),
]);
