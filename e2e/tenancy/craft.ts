import { profiles } from '../../src/constructs/delivery/profiles';
import { Cluster } from '../../src/constructs/infrastructure/cluster';
import { Environment } from '../../src/constructs/infrastructure/environment';
import { k3s } from '../../src/constructs/infrastructure/k3s';
import { linkerdSmi } from '../../src/constructs/traffic/linkerd';
import { TeamWorkspace } from '../../src/constructs/workspace/team-workspace';
import { GitOpsApp } from '../../src/synth/gitops-app';
import { synth } from '../../src/testing';
import { ADDRESS_ENTRIES, HOST_ENTRIES, IMAGE_ENTRIES } from '../../test/constructs/workspace/admission/addresses';
import type { ControlPlane } from '../control-plane/control-plane';
import type { Kube } from '../control-plane/kube';

/** What the team `craft` is allowed. */
const CRAFT = {
  repositories: ADDRESS_ENTRIES,
  charts: ['https://charts.example.com', 'oci://ghcr.io/acme/charts'],
  registries: IMAGE_ENTRIES,
  clusters: ['edge'],
  hosts: HOST_ENTRIES,
};

/** Applies a workspace with every option, as the cluster's admins do, beside those of the fleet. @returns its team's account. */
export async function addCraft({ kube }: ControlPlane): Promise<Kube> {
  const app = new GitOpsApp({ repository: 'https://github.com/acme/fleet' });
  const cluster = new Cluster(app, 'laptop', { platform: k3s(), branch: 'main' });
  const dev = new Environment(cluster, 'dev', { branch: 'dev', profile: profiles.quick, traffic: linkerdSmi() });
  const craft = new TeamWorkspace(dev, 'craft', {
    namespaces: ['craft', 'craft-web'],
    home: 'craft',
    admins: ['craft-leads'],
    viewers: ['craft-developers'],
    quota: { pods: '30' },
    network: { allowFrom: [{ namespace: 'media', ports: [8080] }] },
    source: { url: 'https://git.example.com/acme/craft' },
    allow: CRAFT,
  });
  const admin = dev.node.findChild('Workspaces').node.findChild(craft.name);
  for (const object of synth(admin)) await kube.apply(object, 'kustomize-controller');
  return kube.as({ namespace: 'craft', name: craft.serviceAccountName });
}
