import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClusterSyncOptions } from '../infrastructure/cluster-sync';
import type { KustomizationPatch } from '../flux/kustomization';

const QUOTA = 'retired';
const CANARIES = 'count/canaries.flagger.app';

/**
 * Takes the Canaries out of what Flux applies, wherever it comes from. Flux deletes them, while their targets still run:
 * a Canary that reverts on deletion is never gone unless Flagger finds its target.
 */
export const WITHOUT_CANARIES: readonly KustomizationPatch[] = [
  {
    target: { group: 'flagger.app', kind: 'Canary' },
    patch: '$patch: delete\napiVersion: flagger.app/v1beta1\nkind: Canary\nmetadata:\n  name: any\n',
  },
];

/** Quotas that let no Canary be made, and whose status says how many there still are. */
export function addRetirementQuotas(scope: Construct, namespaces: readonly string[]): void {
  for (const namespace of namespaces) {
    new ApiObject(scope, namespace, {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: QUOTA, namespace },
      spec: { hard: { [CANARIES]: '0' } },
    });
  }
}

/**
 * How Flux applies a retired workspace: it is ready once Flagger has let go of every Canary, and when the sync itself goes,
 * all that it applied goes with it.
 */
export function retiredSync(namespaces: readonly string[]): Partial<ClusterSyncOptions> {
  return {
    healthChecks: namespaces.map((namespace) => ({ apiVersion: 'v1', kind: 'ResourceQuota', name: QUOTA, namespace })),
    healthCheckExprs: [
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        current: `has(status.used) && '${CANARIES}' in status.used && status.used['${CANARIES}'] == '0'`,
      },
    ],
    deletionPolicy: 'WaitForTermination',
  };
}
