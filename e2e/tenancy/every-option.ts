import { profiles } from '../../src/constructs/delivery/profiles';
import { semver } from '../../src/constructs/flux/image-policy-rule';
import { Cluster } from '../../src/constructs/infrastructure/cluster';
import { Environment } from '../../src/constructs/infrastructure/environment';
import { k3s } from '../../src/constructs/infrastructure/k3s';
import { linkerdSmi } from '../../src/constructs/traffic/linkerd';
import { TeamWorkspace } from '../../src/constructs/workspace/team-workspace';
import { GitOpsApp } from '../../src/synth/gitops-app';
import { synth } from '../../src/testing';
import type { ControlPlane } from '../control-plane/control-plane';

/** Gives the workspace of the team `shop` every option that there is, as the cluster's admins would by a commit. */
export async function giveEveryOption({ kube }: ControlPlane): Promise<void> {
  const app = new GitOpsApp({ repository: 'https://github.com/acme/fleet' });
  const cluster = new Cluster(app, 'laptop', { platform: k3s(), branch: 'main' });
  const dev = new Environment(cluster, 'dev', { branch: 'dev', profile: profiles.quick, traffic: linkerdSmi() });
  const shop = new TeamWorkspace(dev, 'shop', {
    namespaces: ['shop', 'shop-web'],
    home: 'shop',
    admins: ['shop-leads'],
    viewers: ['shop-developers'],
    quota: { pods: '30', 'requests.cpu': '8', configmaps: '50' },
    limits: { max: { memory: '4Gi' } },
    network: {
      allowFrom: [{ namespace: 'media', ports: [8080] }],
      allowTo: [{ cidr: '203.0.113.0/24', ports: [443] }],
    },
    source: { url: 'https://git.example.com/acme/shop' },
    credentials: 'credentials',
    decryption: { provider: 'sops', secretRef: { name: 'sops-age' } },
    secretStores: [{ kind: 'ClusterSecretStore', name: 'vault' }],
    imagePullSecrets: ['registry'],
    notifications: {
      type: 'slack',
      secretName: 'chat',
      severity: 'info',
      push: { type: 'github', secretName: 'push-token', events: ['push'] },
    },
    imageAutomation: {
      images: { backend: { image: 'ghcr.io/acme/shop', policy: semver('6.x') } },
      credentials: 'images-push',
      author: { email: 'flux@example.com' },
    },
    allow: {
      repositories: ['https://git.example.com/acme'],
      charts: ['oci://ghcr.io/acme/charts'],
      registries: ['ghcr.io', 'cr.l5d.io'],
      clusters: ['edge'],
      hosts: ['shop.dev.example.com'],
    },
  });
  const admin = dev.node.findChild('Workspaces').node.findChild(shop.name);
  for (const object of synth(admin)) await kube.apply(object, 'kustomize-controller');
}

/** What is an attack by default, and what an option of the workspace is there for: by its description, the option. */
export const allowedByOptions: ReadonlyMap<string, string> = new Map([
  [
    'account reads a Secret of its own namespace',
    'decryption and allow.charts: Flux reads by name what it is to delete, and Helm its releases',
  ],
]);
