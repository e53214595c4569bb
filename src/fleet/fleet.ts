import type { Construct } from 'constructs';
import { checkout } from './checkout';
import { clusters } from './clusters';
import { media } from './media';
import { shop } from './shop';

/** This repository's own fleet: two clusters, three environments, three teams. */
export function fleet(app: Construct): void {
  const { dev, staging, prod } = clusters(app);
  for (const environment of [dev, staging, prod]) shop(environment);
  for (const environment of [dev, prod]) {
    media(environment);
    checkout(environment);
  }
}
