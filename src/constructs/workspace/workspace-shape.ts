import type { Shape } from '../shape';
import type { TeamWorkspaceProps } from './team-workspace-props';

/** What the props of a TeamWorkspace may be. */
export const WORKSPACE_SHAPE: Shape<TeamWorkspaceProps> = {
  namespaces: { is: ['list'], required: [] },
  admins: { is: ['list'], required: [] },
  viewers: { is: ['list'] },
  home: { is: ['text'] },
  quota: { is: ['map'] },
  limits: { is: ['map'] },
  source: { is: ['map'] },
  notifications: { is: ['map'] },
  shard: { is: ['text'] },
  decryption: { is: ['map'] },
  decryptionRole: { is: ['text'] },
  secretStores: { is: ['list'] },
  imagePullSecrets: { is: ['list'] },
  retired: { is: ['flag'] },
  credentials: { is: ['text'] },
  imageAutomation: { is: ['map'] },
  network: { is: ['map'] },
  allow: { is: ['map'] },
};
