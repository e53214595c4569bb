import { TeamApps } from 'cdk8s-progressive-delivery';
import type { Construct } from 'constructs';
import { checkout } from './apps/checkout';
import { environments } from './environments';

/** The team's apps in every environment of the fleet. */
export function team(app: Construct): TeamApps[] {
  return environments(app).map((environment) => {
    const apps = new TeamApps(environment, 'checkout', { namespaces: ['checkout'] });
    checkout(apps);
    return apps;
  });
}
