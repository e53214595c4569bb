import { canaryAttacks } from './canaries';
import { clusterObjectAttacks } from './cluster-objects';
import { fluxObjectAttacks } from './flux-objects';
import { identityAttacks } from './identities';
import { listAttacks } from './lists';
import { neighbourAttacks } from './neighbours';
import { ownLimitAttacks } from './own-limits';
import { podAttacks } from './pods';
import { quotaAttacks } from './quota';
import { serviceAttacks } from './services';
import { unlistedAttacks } from './unlisted';

/** All attacks that need no controller but Kubernetes' own. */
export const attacks = [
  ...neighbourAttacks,
  ...clusterObjectAttacks,
  ...ownLimitAttacks,
  ...identityAttacks,
  ...fluxObjectAttacks,
  ...podAttacks,
  ...quotaAttacks,
  ...serviceAttacks,
  ...canaryAttacks,
  ...listAttacks,
  ...unlistedAttacks,
];
