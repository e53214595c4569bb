import type { Shape } from '../shape';
import {
  ALLOW,
  DECRYPTION,
  IMAGE_AUTOMATION,
  LIMITS,
  NETWORK,
  SOURCE,
  STORE,
  TEAM_NOTIFICATIONS,
} from './nested-shapes';
import type { TeamWorkspaceProps } from './team-workspace-props';

/** What the props of a TeamWorkspace may be. */
export const WORKSPACE_SHAPE: Shape<TeamWorkspaceProps> = {
  namespaces: { is: ['list'], required: [] },
  admins: { is: ['list'], required: [], each: { is: ['text'] } },
  viewers: { is: ['list'], each: { is: ['text'] } },
  home: { is: ['text'] },
  quota: { is: ['map'] },
  limits: { is: ['map'], of: LIMITS },
  source: { is: ['map'], of: SOURCE },
  notifications: { is: ['map'], of: TEAM_NOTIFICATIONS },
  shard: { is: ['text'] },
  decryption: { is: ['map'], of: DECRYPTION },
  decryptionRole: { is: ['text'] },
  secretStores: { is: ['list'], each: { is: ['map'], of: STORE } },
  imagePullSecrets: { is: ['list'], each: { is: ['text'] } },
  retired: { is: ['flag'] },
  credentials: { is: ['text'] },
  imageAutomation: { is: ['map'], of: IMAGE_AUTOMATION },
  network: { is: ['map'], of: NETWORK },
  allow: { is: ['map'], of: ALLOW },
};
