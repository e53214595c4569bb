import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { setOutputDirectory } from '../../model/output-directory';
import versions from '../../versions.json';
import { FluxBootstrap, FluxShardBootstrap } from '../flux/flux-bootstrap';
import { FluxInstance } from '../flux/flux-instance';
import { FLUX_NAMESPACE } from '../flux/flux-object';
import { checkShards, shardNames } from '../flux/sharding';
import { report } from '../report';
import type { ClusterFlux } from './cluster-flux';
import { addHelmChart } from './helm-chart';
import type { Platform } from './platform';
import { addWebhookIngress } from './webhook-ingress';

/** The cluster whose Flux it is. */
interface FluxPlace {
  /** The cluster. */
  readonly cluster: Construct;
  /** Its folder. */
  readonly folder: Construct;
  /** The kind of cluster. */
  readonly platform: Platform;
}

/**
 * Puts into a cluster's folders what installs Flux and locks it down, and the Ingress of its webhooks if it has one.
 *
 * @param place the cluster.
 * @param flux what its Flux has.
 */
export function installFlux(place: FluxPlace, flux: ClusterFlux): void {
  const problems = flux.shards === undefined ? [] : checkShards('flux.shards', flux.shards);
  report(place.cluster, problems);
  // The objects check the names too; one report of a bad one is enough.
  const shards = problems.length > 0 ? [] : shardNames(flux.shards);
  if (flux.installedBy === 'bootstrap') lockBootstrapped(place, shards);
  else installByOperator(place, shards, flux.size);
  if (flux.webhooks !== undefined) addWebhookIngress(new Construct(place.folder, 'webhooks'), flux.webhooks);
}

/**
 * `flux.yaml`, which the Flux operator makes the controllers from, and `flux-operator.yaml`, with which the operator keeps
 * itself up to date.
 *
 * An admin installs the operator's chart once with Helm, under the same release name and namespace, then applies
 * `flux.yaml`, and when the controllers run the whole folder; from there on the cluster manages itself. Flux's own
 * installation binds cluster-admin to `kustomize-controller` and `helm-controller`, so nothing else has to be granted.
 */
function installByOperator(
  { folder, platform }: FluxPlace,
  shards: readonly string[],
  size: ClusterFlux['size'],
): void {
  new FluxInstance(folder, 'flux', {
    version: versions.flux,
    clusterType: platform.fluxClusterType,
    workloadIdentity: hasIdentities(platform),
    ...(size !== undefined && { size }),
    ...(shards.length > 0 && { shards }),
  });
  addHelmChart(new Construct(folder, 'flux-operator'), {
    chart: 'flux-operator',
    targetNamespace: FLUX_NAMESPACE,
    values: {
      // A dashboard that shows every tenant's objects is no part of a locked-down Flux.
      web: { enabled: false },
      // The operator's own ResourceSets obey the same lockdown as Flux.
      multitenancy: { enabled: true, defaultServiceAccount: 'default' },
      // Kubernetes' own edit and admin roles must not grow rights over the operator's objects.
      rbac: { createAggregation: false },
    },
  });
}

/** `bootstrap/<cluster>`, and a folder for each shard below it, for the kustomizations beside `gotk-components.yaml`. */
function lockBootstrapped({ cluster, platform }: FluxPlace, shards: readonly string[]): void {
  const workloadIdentity = hasIdentities(platform);
  const charts = new Construct(cluster, 'bootstrap');
  const folder = (id: string, below: readonly string[]): Chart => {
    const chart = new Chart(charts, id);
    const name = cluster.node.id;
    setOutputDirectory(chart, { path: ['bootstrap', name, ...below].join('/'), cluster: name });
    return chart;
  };
  new FluxBootstrap(folder('all', []), 'lockdown', { workloadIdentity, sharded: shards.length > 0 });
  for (const shard of shards) new FluxShardBootstrap(folder(shard, [shard]), shard, { shard, workloadIdentity });
}

function hasIdentities(platform: Platform): boolean {
  return platform.serviceAccountAnnotations !== undefined;
}
