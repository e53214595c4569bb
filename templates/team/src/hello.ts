import { Canary, canary, PodinfoApp } from 'cdk8s-progressive-delivery';
import type { Construct } from 'constructs';

/** An app of the team, and how its new versions take over; releases/<environment>.yaml says what differs by environment. */
export function hello(scope: Construct): void {
  const app = new PodinfoApp(scope, 'hello');
  new Canary(scope, 'hello-rollout', { target: app, strategy: canary({ stepWeight: 10, maxWeight: 50 }) });
}
