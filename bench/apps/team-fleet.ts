import {
  canary,
  Canary,
  Cluster,
  eks,
  Environment,
  GitOpsApp,
  k3s,
  linkerd,
  linkerdSmi,
  PodinfoApp,
  profiles,
  TeamWorkspace,
} from '../../src/index';

/** The clusters of the fleet, each with one environment of its name. */
const CLUSTERS = [
  { id: 'dev', platform: k3s(), traffic: linkerdSmi(), profile: profiles.quick },
  { id: 'staging', platform: k3s(), traffic: linkerd(), profile: profiles.quick },
  { id: 'prod', platform: eks({ region: 'eu-west-1' }), traffic: linkerd(), profile: profiles.steady },
] as const;

/** Teams, each with a workspace on every cluster, and in it an app and its Canary. */
export function teamFleet(count: number, outdir?: string): GitOpsApp {
  const app = new GitOpsApp({ outdir, repository: 'https://example.com/fleet' });
  for (const { id, platform, traffic, profile } of CLUSTERS) {
    const cluster = new Cluster(app, id, { platform, branch: 'main' });
    const environment = new Environment(cluster, id, { branch: 'main', profile, traffic });
    for (let number = 0; number < count; number += 1) addTeam(environment, `team-${number}`);
  }
  return app;
}

function addTeam(environment: Environment, team: string): void {
  const workspace = new TeamWorkspace(environment, team, { namespaces: [team], admins: [`${team}-leads`] });
  const target = new PodinfoApp(workspace, 'backend', { tag: '6.9.4' });
  new Canary(workspace, 'backend-rollout', { target, strategy: canary({ stepWeight: 10, maxWeight: 50 }) });
}
