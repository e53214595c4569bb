import { PodinfoApp, type PodinfoAppProps } from 'cdk8s-progressive-delivery';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** How much depends on an app: it decides how many pods it keeps. */
export type Tier = 'critical' | 'standard';

/** Props of a {@link CheckoutApp}. */
export interface CheckoutAppProps extends Omit<PodinfoAppProps, 'replicas'> {
  /** How much depends on it. */
  readonly tier: Tier;
}

const REPLICAS = { critical: { min: 3, max: 6 }, standard: { min: 2, max: 4 } };

/** An app as team checkout runs all of its apps: pods by tier, the team's greeting, and a runbook beside it. */
export class CheckoutApp extends PodinfoApp {
  constructor(scope: Construct, id: string, { tier, ...props }: CheckoutAppProps) {
    super(scope, id, { message: `checkout ${id}`, replicas: REPLICAS[tier], ...props });
    new ApiObject(this, 'runbook', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${id}-runbook`, namespace: this.namespace },
      data: { url: `https://wiki.example.com/checkout/${id}`, tier },
    });
  }
}
