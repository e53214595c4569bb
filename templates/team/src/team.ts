import { TeamApps } from 'cdk8s-progressive-delivery';
import type { Construct } from 'constructs';
import { environments } from './environments';
import { hello } from './hello';

/** The team's apps in every environment. */
export function team(app: Construct): TeamApps[] {
  return environments(app).map((environment) => {
    const apps = new TeamApps(environment, 'my-team', { namespaces: ['my-team'] });
    hello(apps);
    return apps;
  });
}
