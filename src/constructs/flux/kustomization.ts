import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Duration } from '../../model/duration';
import { report } from '../report';
import {
  checkFluxObject,
  FLUX_NAMESPACE,
  fluxMetadata,
  type FluxObjectProps,
  type LocalReference,
} from './flux-object';
import type { DependencyReference, HealthCheck, HealthCheckExpression } from './health-check';

/** The source of a {@link Kustomization}. */
export interface KustomizationSource {
  /** Its kind. */
  readonly kind: 'GitRepository' | 'OCIRepository' | 'Bucket' | 'ExternalArtifact';
  /** Its name. */
  readonly name: string;
  /** Its namespace; another one than the own is refused under lockdown. @default - the same */
  readonly namespace?: string;
}

/** How encrypted files are decrypted. */
export interface Decryption {
  /** The tool they were encrypted with. */
  readonly provider: 'sops';
  /** Secret with the private keys. @default - keys come from `serviceAccountName`'s identity in the cloud */
  readonly secretRef?: LocalReference;
  /** Service account whose identity in the cloud decrypts. @default - none */
  readonly serviceAccountName?: string;
}

/** A change of what the source says, before it is applied. */
export interface KustomizationPatch {
  /** The patch, as YAML: a strategic merge patch or JSON 6902 operations. */
  readonly patch: string;
  /** The objects that it is for; regular expressions, except for the selectors. @default - the object that the patch names */
  readonly target?: {
    /** API group. @default - any */
    readonly group?: string;
    /** Version of the API. @default - any */
    readonly version?: string;
    /** Kind. @default - any */
    readonly kind?: string;
    /** Name. @default - any */
    readonly name?: string;
    /** Namespace. @default - any */
    readonly namespace?: string;
    /** Labels, as kubectl selects by them: `app=backend`. @default - any */
    readonly labelSelector?: string;
    /** Annotations, in the same way. @default - any */
    readonly annotationSelector?: string;
  };
}

/** Props of a {@link Kustomization}. */
export interface KustomizationProps extends FluxObjectProps {
  /** Where the manifests come from. */
  readonly sourceRef: KustomizationSource;
  /** The folder in the source, beginning with `./`. */
  readonly path: string;
  /** Time between two comparisons with the cluster; a new revision of the source is applied at once. @default '10m' */
  readonly interval?: Duration;
  /** Time until a failed try is repeated. @default '1m' */
  readonly retryInterval?: Duration;
  /** Longest time that building, applying and health checks may take. @default '5m' */
  readonly timeout?: Duration;
  /** Deletes from the cluster what the source no longer holds. @default true */
  readonly prune?: boolean;
  /** What happens to the objects when this Kustomization itself is deleted. @default - Flux's: MirrorPrune */
  readonly deletionPolicy?: 'MirrorPrune' | 'Delete' | 'WaitForTermination' | 'Orphan';
  /** The service account that applies. @default - 'kustomize-controller' in flux-system; elsewhere the lockdown's, which may do nothing */
  readonly serviceAccountName?: string;
  /** Kustomizations that must be ready first. @default - none */
  readonly dependsOn?: readonly DependencyReference[];
  /** Waits until everything that was applied is healthy. @default false */
  readonly wait?: boolean;
  /** Objects to wait for; without effect beside `wait`. @default - none */
  readonly healthChecks?: readonly HealthCheck[];
  /** How the health of custom resources is read. @default - none */
  readonly healthCheckExprs?: readonly HealthCheckExpression[];
  /** Puts everything into this namespace. @default - the manifests' own */
  readonly targetNamespace?: string;
  /** Changes of what the source says. @default - none */
  readonly patches?: readonly KustomizationPatch[];
  /** How encrypted files are decrypted. @default - not decrypted */
  readonly decryption?: Decryption;
  /** Deletes and makes anew what cannot be changed in place. @default false */
  readonly force?: boolean;
}

/**
 * A folder of a source that Flux applies and keeps applied (`kustomize.toolkit.fluxcd.io/v1`).
 *
 * Flux ignores `healthChecks` beside `wait`, so the two together are a problem.
 *
 * @example
 * new Kustomization(chart, 'apps', {
 *   path: './dist/apps/dev/shop',
 *   sourceRef: { kind: 'GitRepository', name: 'fleet' },
 * });
 */
export class Kustomization extends ApiObject {
  constructor(scope: Construct, id: string, props: KustomizationProps) {
    const { interval = '10m', retryInterval = '1m', timeout = '5m' } = props;
    super(scope, id, {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: fluxMetadata(id, props),
      spec: kustomizationSpec(props, { interval, retryInterval, timeout }),
    });
    checkFluxObject(this, props, { interval, retryInterval, timeout });
    this.check(props);
  }

  private check(props: KustomizationProps): void {
    if (props.wait === true && (props.healthChecks?.length ?? 0) > 0) {
      const remedy = 'keep one: wait covers everything applied, healthChecks only what it lists';
      report(this, [{ prop: 'healthChecks', must: 'be empty beside wait: true', got: props.healthChecks, remedy }]);
    }
    if (!/^\.\/./.test(props.path) || props.path.split('/').includes('..')) {
      const remedy = 'write it from the root of the source, like "./dist/clusters/laptop"';
      report(this, [{ prop: 'path', must: 'begin with ./ and stay inside the source', got: props.path, remedy }]);
    }
  }
}

function kustomizationSpec(props: KustomizationProps, durations: Readonly<Record<string, string>>): object {
  const inFlux = (props.namespace ?? FLUX_NAMESPACE) === FLUX_NAMESPACE;
  return {
    ...durations,
    sourceRef: props.sourceRef,
    path: props.path,
    prune: props.prune ?? true,
    deletionPolicy: props.deletionPolicy,
    serviceAccountName: props.serviceAccountName ?? (inFlux ? 'kustomize-controller' : undefined),
    dependsOn: nonEmpty(props.dependsOn),
    wait: props.wait,
    healthChecks: nonEmpty(props.healthChecks),
    healthCheckExprs: nonEmpty(props.healthCheckExprs),
    targetNamespace: props.targetNamespace,
    patches: nonEmpty(props.patches),
    decryption: props.decryption,
    force: props.force,
    suspend: props.suspend,
  };
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list !== undefined && list.length > 0 ? list : undefined;
}
