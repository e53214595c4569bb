import type { Construct } from 'constructs';
import { report } from '../../report';
import type { ClusterFacts } from '../infrastructure-component';

/** Reports a cluster whose bundled ingress controller has the ports 80 and 443 that a component wants. */
export function checkIngressPorts(folder: Construct, { platform }: ClusterFacts, component: string): void {
  const { bundledIngress } = platform;
  if (bundledIngress === undefined) return;
  const { name, switchOff } = bundledIngress;
  const must = `leave ports 80 and 443 to ${component}`;
  report(folder, [{ prop: 'platform', must, got: `${platform.name} with ${name}`, remedy: switchOff }]);
}
