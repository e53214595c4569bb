import type { Decryption } from '../flux/kustomization';
import type { SecretStoreReference } from '../secrets/external-secret';
import type { Shape } from '../shape';
import type { AllowLists } from './admission/allow-lists';
import type { AutomatedImage, ImageAutomationProps } from './image-automation';
import type { ContainerLimits } from './limits';
import type { TeamSource } from './sync';
import type { AddressPorts, NamespacePorts, TeamNetwork } from './team-network';
import type { CommitStatus, PushCalls, TeamNotifications } from './team-notifications';

// What the objects among a workspace's props may be. Where something stands in for a missing part, nothing else is said of it.

const TEXTS = { is: ['list'], each: { is: ['text'] } } as const;
const PORTS = { is: ['list'], each: { is: ['number'] } } as const;

/** What `allow` may be. */
export const ALLOW: Shape<AllowLists> = {
  repositories: TEXTS,
  charts: TEXTS,
  registries: TEXTS,
  clusters: TEXTS,
  hosts: TEXTS,
};

/** What `limits` may be; the quantities are checked with the rest. */
export const LIMITS: Shape<ContainerLimits> = {
  default: { is: ['map'] },
  defaultRequest: { is: ['map'] },
  max: { is: ['map'] },
  min: { is: ['map'] },
};

/** What `source` may be. */
export const SOURCE: Shape<TeamSource> = {
  url: { is: ['text'], required: '' },
  branch: { is: ['text'] },
  tag: { is: ['text'] },
  path: { is: ['text'] },
  verify: { is: ['map'] },
  provider: { is: ['text'] },
};

/** What `decryption` may be. */
export const DECRYPTION: Shape<Decryption> = {
  provider: { is: ['text'], required: 'sops' },
  secretRef: { is: ['map'], of: { name: { is: ['text'], required: 'missing' } } },
  serviceAccountName: { is: ['text'] },
};

/** What each of `secretStores` may be. */
export const STORE: Shape<SecretStoreReference> = {
  kind: { is: ['text'], required: 'SecretStore' },
  name: { is: ['text'], required: 'missing' },
};

const PEER: Shape<NamespacePorts & AddressPorts> = {
  namespace: { is: ['text'] },
  cidr: { is: ['text'] },
  ports: { is: ['list'], each: { is: ['number'] }, required: [80] },
};

/** What `network` may be. */
export const NETWORK: Shape<TeamNetwork> = {
  allowFrom: { is: ['list'], each: { is: ['map'], of: { ...PEER, namespace: { is: ['text'], required: 'missing' } } } },
  allowTo: { is: ['list'], each: { is: ['map'], of: PEER } },
  ingressPorts: PORTS,
  flaggerPorts: PORTS,
  metricsPorts: PORTS,
  sharedLoadTester: { is: ['flag'] },
};

const COMMIT_STATUS: Shape<CommitStatus> = {
  type: { is: ['text'], required: 'github' },
  secretName: { is: ['text'], required: 'missing' },
  address: { is: ['text'] },
};

const PUSH: Shape<PushCalls> = {
  type: { is: ['text'], required: 'github' },
  secretName: { is: ['text'], required: 'missing' },
  events: TEXTS,
};

/** What `notifications` may be. */
export const TEAM_NOTIFICATIONS: Shape<TeamNotifications> = {
  type: { is: ['text'], required: 'slack' },
  secretName: { is: ['text'] },
  address: { is: ['text'] },
  channel: { is: ['text'] },
  username: { is: ['text'] },
  severity: { is: ['text'] },
  rollouts: { is: ['map'] },
  commitStatus: { is: ['map'], of: COMMIT_STATUS },
  push: { is: ['map'], of: PUSH },
};

const IMAGE: Shape<AutomatedImage> = {
  image: { is: ['text'], required: 'missing' },
  policy: { is: ['map'], required: {} },
  filterTags: { is: ['map'] },
  secretRef: { is: ['map'] },
  provider: { is: ['text'] },
};

/** What `imageAutomation` may be. */
export const IMAGE_AUTOMATION: Shape<ImageAutomationProps> = {
  images: { is: ['map'], required: {}, each: { is: ['map'], of: IMAGE } },
  credentials: { is: ['text'], required: 'missing' },
  provider: { is: ['text'] },
  author: { is: ['map'], required: { name: 'missing', email: 'missing@example.com' } },
  signingKey: { is: ['map'] },
  interval: { is: ['text'] },
};
