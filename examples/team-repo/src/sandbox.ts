import { Cluster, Environment, infrastructure, profiles, TeamWorkspace } from 'cdk8s-progressive-delivery';
import type { Construct } from 'constructs';
import { checkout } from './apps/checkout';
import { Edge } from './extensions/edge';
import { kind } from './extensions/kind';
import { TRAEFIK, traefik, traefikProxy } from './extensions/traefik';

const DOMAIN = 'checkout.localhost';
const NAMESPACE = 'checkout';
const APP_PORT = 9898;

/** A whole cluster on the machine of whoever wants to try a rollout: the team's own platform, router and components. */
export function sandbox(app: Construct): TeamWorkspace {
  const { flagger, loadTester, prometheus } = infrastructure;
  const cluster = new Cluster(app, 'sandbox', {
    platform: kind(),
    branch: 'main',
    infrastructure: [
      traefikProxy(),
      prometheus({ retention: '1d', size: '1Gi' }),
      // Components are values: this one also waits for Traefik, whose objects Flagger writes.
      { ...flagger({ meshProvider: 'traefik' }), dependsOn: ['prometheus', 'traefik'] },
      loadTester(),
    ],
  });
  const environment = new Environment(cluster, 'sandbox', {
    branch: 'main',
    releases: 'releases/sandbox.yaml',
    profile: profiles.quick,
    traffic: traefik(DOMAIN),
  });
  const workspace = new TeamWorkspace(environment, 'checkout', {
    namespaces: [NAMESPACE],
    admins: ['checkout-leads'],
    network: { allowFrom: [{ namespace: TRAEFIK.namespace, ports: [APP_PORT] }] },
  });
  checkout(workspace);
  new Edge(environment, 'edge', { domain: DOMAIN, namespace: NAMESPACE, apps: ['storefront'] });
  return workspace;
}
