import type { Construct } from 'constructs';
import { profiles } from '../constructs/delivery/profiles';
import { Cluster } from '../constructs/infrastructure/cluster';
import { eks } from '../constructs/infrastructure/eks';
import { Environment } from '../constructs/infrastructure/environment';
import { infrastructure } from '../constructs/infrastructure/infrastructure';
import type { InfrastructureComponent } from '../constructs/infrastructure/infrastructure-component';
import { k3s } from '../constructs/infrastructure/k3s';
import { linkerd, linkerdSmi } from '../constructs/traffic/linkerd';

/** The stages that the teams' apps run in. */
export interface Environments {
  readonly dev: Environment;
  readonly staging: Environment;
  readonly prod: Environment;
}

/** A developer's K3s with dev and staging on it, and EKS with prod. */
export function clusters(app: Construct): Environments {
  const { linkerdSmi: smi } = infrastructure;
  const laptop = new Cluster(app, 'laptop', { platform: k3s(), branch: 'dev', infrastructure: platformParts([smi()]) });
  const cloud = new Cluster(app, 'cloud', {
    platform: eks({ region: 'eu-west-1' }),
    infrastructure: platformParts([]),
  });
  return {
    // Checked more often than prod, on the same metrics: most bad versions should end here.
    dev: new Environment(laptop, 'dev', {
      branch: 'dev',
      releases: 'releases/dev.yaml',
      profile: profiles.quick,
      traffic: linkerdSmi(),
    }),
    // What prod is about to get: main, on the laptop.
    staging: new Environment(laptop, 'staging', {
      branch: 'main',
      releases: 'releases/staging.yaml',
      profile: profiles.quick,
      traffic: linkerd(),
    }),
    prod: new Environment(cloud, 'prod', {
      branch: 'main',
      releases: 'releases/prod.yaml',
      profile: profiles.steady,
      traffic: linkerd(),
    }),
  };
}

function platformParts(extensions: readonly InfrastructureComponent[]): InfrastructureComponent[] {
  const { certManager, flagger, gatewayApi, grafana, ingressNginx, linkerd, linkerdViz, loadTester, prometheus } =
    infrastructure;
  return [
    certManager(),
    gatewayApi(),
    ...linkerd(),
    ...extensions,
    prometheus(),
    linkerdViz(),
    grafana(),
    ingressNginx(),
    flagger({ meshProvider: 'linkerd' }),
    loadTester(),
  ];
}
