import type { TeamApps, TeamWorkspace } from 'cdk8s-progressive-delivery';
import { CostCenter } from '../extensions/cost-center';
import { datadog } from '../extensions/datadog';
import { gentle, swift } from '../extensions/strategies';
import { CheckoutApp } from './checkout-app';
import { RolledOut } from './rolled-out';

/** What team checkout runs: a storefront that people see, and the payment service behind it. */
export function checkout(scope: TeamApps | TeamWorkspace): void {
  const payment = new CheckoutApp(scope, 'payment', { tier: 'critical' });
  new RolledOut(scope, 'payment-rollout', {
    target: payment,
    strategy: gentle(),
    // Prod's errors are counted by Datadog; elsewhere Flagger's own checks are enough.
    ...(scope.environment.name === 'prod' && { errors: { provider: datadog('datadog'), maxPercent: 1 } }),
  });

  const storefront = new CheckoutApp(scope, 'storefront', {
    tier: 'standard',
    backendUrl: `http://${payment.name}.${payment.namespace}:${payment.port}/echo`,
  });
  new RolledOut(scope, 'storefront-rollout', { target: storefront, strategy: swift() });

  scope.with(new CostCenter('cc-4711'));
}
