import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Problem, problemText } from '../../model/problem';
import { report } from '../report';
import { declaredBeside } from './declared-images';
import { checkFluxObject, FLUX_NAMESPACE, type FluxObjectProps } from './flux-object';
import { FLUX_CONTROLLERS, type FluxController } from './lockdown';
import { checkShards } from './sharding';

/** Props of a {@link FluxInstance}. */
export interface FluxInstanceProps {
  /** Exact version of Flux. */
  readonly version: string;
  /** Registry path of the controllers' images. @default 'ghcr.io/fluxcd' */
  readonly registry?: string;
  /** The controllers to run. @default - all six */
  readonly components?: readonly FluxController[];
  /** Kind of cluster, in the operator's words. @default 'kubernetes' */
  readonly clusterType?: 'kubernetes' | 'openshift' | 'aws' | 'azure' | 'gcp';
  /** How much work the controllers are dimensioned for. @default - the operator's own */
  readonly size?: 'small' | 'medium' | 'large';
  /** Lets Flux objects take on identities in the cloud, each only by a service account of its own namespace. @default false */
  readonly workloadIdentity?: boolean;
  /**
   * Names of shards, each of which gets controllers of its own for the objects that carry the label
   * `sharding.fluxcd.io/key` with its name.
   *
   * @default - none: the controllers look after everything
   */
  readonly shards?: readonly string[];
  /** Labels of the object. @default - none */
  readonly labels?: FluxObjectProps['labels'];
}

/**
 * Flux itself, installed and locked down by the Flux operator (`fluxcd.controlplane.io/v1`).
 *
 * Locked down means: no object may refer to another namespace, no kustomization may fetch a remote base, and what names
 * no service account is applied as `default`, which may do nothing. `controllerFlags` gives the resulting flags. The
 * operator carries Flux's manifests, so nothing is fetched but images. The operator allows one instance, named `flux`.
 *
 * @example
 * new FluxInstance(chart, 'flux', { version: '2.9.5', clusterType: 'aws' });
 */
export class FluxInstance extends ApiObject {
  constructor(scope: Construct, id: string, props: FluxInstanceProps) {
    super(scope, id, {
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'FluxInstance',
      metadata: { name: 'flux', namespace: FLUX_NAMESPACE, labels: props.labels && { ...props.labels } },
      spec: {
        distribution: { version: props.version, registry: props.registry ?? 'ghcr.io/fluxcd' },
        components: props.components ?? FLUX_CONTROLLERS,
        cluster: clusterSpec(props),
        ...(props.shards !== undefined && { sharding: { shards: props.shards } }),
        kustomize: { patches: [cancelHealthChecksPatch()] },
      },
    });
    checkFluxObject(this, { name: 'flux' }, {});
    if (!/^[0-9]+\.[0-9]+\.[0-9]+$/.test(props.version)) {
      const remedy = 'pin one, so that upgrades of Flux are commits';
      report(this, [{ prop: 'version', must: 'be an exact version of Flux', got: props.version, remedy }]);
    }
    if (props.shards !== undefined) report(this, checkShards('shards', props.shards));
    this.node.addValidation({ validate: () => this.checkComponents(props.components).map(problemText) });
  }

  /** Without its controllers, an ImagePolicy would lie there, and no tag would ever change. */
  private checkComponents(components: readonly FluxController[] = FLUX_CONTROLLERS): Problem[] {
    if (declaredBeside(this, 'ImagePolicy').size === 0) return [];
    return FLUX_CONTROLLERS.filter((name) => name.startsWith('image-') && !components.includes(name)).map((name) => {
      const must = `hold ${name}, since there are ImagePolicies`;
      return { prop: 'components', must, got: components, remedy: 'add it, or leave components out' };
    });
  }
}

function clusterSpec(props: FluxInstanceProps): object {
  return {
    type: props.clusterType ?? 'kubernetes',
    size: props.size,
    networkPolicy: true,
    multitenant: true,
    tenantDefaultServiceAccount: 'default',
    ...(props.workloadIdentity === true && {
      objectLevelWorkloadIdentity: true,
      multitenantWorkloadIdentity: true,
      tenantDefaultDecryptionServiceAccount: 'default',
      tenantDefaultKubeConfigServiceAccount: 'default',
    }),
  };
}

// A revert must not wait for the health checks of the version that it takes back. The operator's lockdown does not
// cover this gate, so it is patched in. Not so in helm-controller: there whatever happens to a HelmRelease or its source
// counts as a new reconciliation, and what it cancels is taken for a failure and remediated, so that good releases are
// uninstalled or rolled back (helm-controller issue 1557, and seen in the end-to-end tests).
function cancelHealthChecksPatch(): object {
  return {
    target: { kind: 'Deployment', name: 'kustomize-controller' },
    patch: [
      '- op: add',
      '  path: /spec/template/spec/containers/0/args/-',
      '  value: --feature-gates=CancelHealthCheckOnNewRevision=true',
      '',
    ].join('\n'),
  };
}
