import { ClusterReference, eks, Environment, k3s, linkerd, linkerdSmi, profiles } from 'cdk8s-progressive-delivery';
import type { Construct } from 'constructs';

/** The stages that the team's apps go through, on clusters that the fleet's repository declares: say the same as it does. */
export function environments(app: Construct): Environment<ClusterReference>[] {
  const laptop = new ClusterReference(app, 'laptop', { platform: k3s() });
  const cloud = new ClusterReference(app, 'cloud', { platform: eks({ region: 'eu-west-1' }) });
  return [
    new Environment(laptop, 'dev', {
      branch: 'dev',
      releases: 'releases/dev.yaml',
      profile: profiles.quick,
      traffic: linkerdSmi(),
    }),
    new Environment(cloud, 'prod', {
      branch: 'main',
      releases: 'releases/prod.yaml',
      profile: profiles.steady,
      traffic: linkerd(),
    }),
  ];
}
