import { Construct } from 'constructs';
import versions from '../../versions.json';
import { FLUX_NAMESPACE } from '../flux/flux-object';
import { FluxInstance } from '../flux/flux-instance';
import { addHelmChart } from './helm-chart';
import type { Platform } from './platform';

/**
 * Puts Flux into a cluster's folder: `flux.yaml`, which the Flux operator makes the controllers from, and
 * `flux-operator.yaml`, with which the operator keeps itself up to date.
 *
 * An admin installs the operator's chart once with Helm, under the same release name and namespace, then applies
 * `flux.yaml`, and when the controllers run the whole folder; from there on the cluster manages itself. Flux's own
 * installation binds cluster-admin to `kustomize-controller` and `helm-controller`, so nothing else has to be granted.
 *
 * @param folder the cluster's folder.
 * @param platform the kind of cluster.
 */
export function installFlux(folder: Construct, platform: Platform): void {
  new FluxInstance(folder, 'flux', {
    version: versions.flux,
    clusterType: platform.fluxClusterType,
    workloadIdentity: platform.serviceAccountAnnotations !== undefined,
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
