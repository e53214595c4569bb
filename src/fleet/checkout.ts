import type { Environment } from '../constructs/infrastructure/environment';
import { TeamWorkspace } from '../constructs/workspace/team-workspace';

/** Team checkout: its apps are in its own repository, which `examples/team-repo` is. */
export function checkout(environment: Environment): void {
  new TeamWorkspace(environment, 'checkout', {
    namespaces: ['checkout'],
    admins: ['checkout-leads'],
    source: { url: 'https://github.com/acme/checkout' },
  });
}
