import { PodinfoApp } from '../constructs/app/podinfo-app';
import { Canary } from '../constructs/delivery/canary';
import { cookie, header } from '../constructs/delivery/request-match';
import { abTest, canary } from '../constructs/delivery/strategy';
import type { Environment } from '../constructs/infrastructure/environment';
import { nginx } from '../constructs/traffic/nginx';
import { TeamWorkspace } from '../constructs/workspace/team-workspace';

/** Team shop: a backend that is rolled out in steps, and a frontend whose new versions insiders see first. */
export function shop(environment: Environment): void {
  const workspace = new TeamWorkspace(environment, 'shop', {
    namespaces: ['shop', 'shop-web'].map((name) => namespaceIn(environment, name)),
    admins: ['shop-leads'],
    viewers: ['shop-developers'],
    // The team follows every step, and each push to the fleet is looked at without waiting.
    notifications: {
      type: 'slack',
      channel: 'shop',
      secretName: 'chat',
      severity: 'info',
      push: { type: 'github', secretName: 'push-token', events: ['push'] },
    },
    allow: { hosts: [`shop.${environment.name}.example.com`] },
  });
  const [home = '', web = ''] = workspace.namespaces;

  const backend = new PodinfoApp(workspace, 'backend');
  new Canary(workspace, 'backend-rollout', {
    target: backend,
    strategy: canary({ stepWeight: 10, maxWeight: 50 }),
  });

  const frontend = new PodinfoApp(workspace, 'frontend', {
    namespace: web,
    backendUrl: `http://backend.${home}:${backend.port}/echo`,
    ingress: { host: `shop.${environment.name}.example.com` },
  });
  new Canary(workspace, 'frontend-rollout', {
    target: frontend,
    provider: nginx(),
    strategy: abTest({ iterations: 10, match: [header('x-user').exact('insider'), cookie('canary')] }),
  });
}

/** Two environments of one cluster need namespaces of their own; the first of each cluster keeps the plain names. */
function namespaceIn(environment: Environment, name: string): string {
  return environment.name === 'staging' ? `${name}-staging` : name;
}
