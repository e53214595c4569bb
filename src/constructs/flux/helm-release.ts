import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Duration } from '../../model/duration';
import { report } from '../report';
import { checkFluxObject, FLUX_NAMESPACE, fluxMetadata, type FluxObjectProps } from './flux-object';
import type { DependencyReference, HealthCheckExpression } from './health-check';
import { shardIn, shardLabels } from './sharding';

/** The chart of a {@link HelmRelease}. */
export interface HelmReleaseChart {
  /** Name of the chart in its repository. */
  readonly name: string;
  /** Its exact version; a range would install without a commit. */
  readonly version: string;
  /** The HelmRepository that holds it, of the same namespace. */
  readonly repository: string;
}

/** A value that a release takes from a Secret or a ConfigMap of its own namespace. */
export interface HelmReleaseValuesReference {
  /** Where the value is. */
  readonly kind: 'ConfigMap' | 'Secret';
  /** Its name. */
  readonly name: string;
  /** The key in it. @default - Flux's: values.yaml */
  readonly valuesKey?: string;
  /** The one value it fills. @default - the key holds a whole values file */
  readonly targetPath?: string;
  /** Installs without it when it is missing. @default false */
  readonly optional?: boolean;
}

/** Props of a {@link HelmRelease}. */
export interface HelmReleaseProps extends FluxObjectProps {
  /** What is installed. */
  readonly chart: HelmReleaseChart;
  /** Helm's own name of the release. @default - the object's name */
  readonly releaseName?: string;
  /** Namespace that the chart's objects go to; also where Helm keeps its record of the release. @default - the object's own */
  readonly targetNamespace?: string;
  /** The chart's values. @default - the chart's own */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Values from Secrets and ConfigMaps; `values` win over them. @default - none */
  readonly valuesFrom?: readonly HelmReleaseValuesReference[];
  /** HelmReleases that must be ready first. @default - none */
  readonly dependsOn?: readonly DependencyReference[];
  /** The service account that installs. @default - 'helm-controller' in flux-system; elsewhere the lockdown's, which may do nothing */
  readonly serviceAccountName?: string;
  /** Time between two comparisons with the cluster. @default '30m' */
  readonly interval?: Duration;
  /** Longest time an install, upgrade or rollback may take. @default '10m' */
  readonly timeout?: Duration;
  /** What happens to CRDs in the chart's `crds/` folder, at install and upgrade. @default 'CreateReplace' */
  readonly crds?: 'Skip' | 'Create' | 'CreateReplace';
  /** Further tries after a failed install or upgrade, each after cleaning up. @default 3 */
  readonly retries?: number;
  /** What is done about changes made beside Flux. @default 'enabled' */
  readonly driftDetection?: 'enabled' | 'warn' | 'disabled';
  /** Fields that others may change: JSON pointers, of all objects or of one kind. @default - none */
  readonly driftIgnore?: readonly HelmReleaseDriftIgnore[];
  /** How the health of the chart's custom resources is read. @default - none */
  readonly healthCheckExprs?: readonly HealthCheckExpression[];
}

/** Fields that drift detection leaves alone. */
export interface HelmReleaseDriftIgnore {
  /** JSON pointers of the fields. */
  readonly paths: readonly string[];
  /** Which objects; a name may be a regular expression. @default - all */
  readonly target?: {
    /** Their kind. @default - any */
    readonly kind?: string;
    /** Their name, or a regular expression. @default - any */
    readonly name?: string;
  };
}

const EXACT_VERSION = /^v?[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/**
 * A Helm chart that Flux installs, upgrades and keeps as installed (`helm.toolkit.fluxcd.io/v2`).
 *
 * @example
 * new HelmRelease(chart, 'release', {
 *   name: 'cert-manager',
 *   chart: { name: 'cert-manager', version: 'v1.21.2', repository: 'cert-manager' },
 *   targetNamespace: 'cert-manager',
 *   values: { crds: { enabled: true } },
 * });
 */
export class HelmRelease extends ApiObject {
  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    const { interval = '30m', timeout = '10m' } = props;
    super(scope, id, {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: fluxMetadata(id, props),
      spec: { interval, timeout, ...helmReleaseSpec(id, props) },
    });
    checkFluxObject(this, props, { interval, timeout });
    this.check(id, props);
  }

  private check(id: string, props: HelmReleaseProps): void {
    const { version } = props.chart;
    if (!EXACT_VERSION.test(version)) {
      const remedy = 'pin one version, so that upgrades are commits';
      report(this, [{ prop: 'chart.version', must: 'be one exact version', got: version, remedy }]);
    }
    const releaseName = props.releaseName ?? props.name ?? id;
    if (releaseName.length > 53) {
      const remedy = `shorten it by ${releaseName.length - 53}`;
      report(this, [{ prop: 'releaseName', must: 'be at most 53 characters', got: releaseName, remedy }]);
    }
  }
}

function helmReleaseSpec(id: string, props: HelmReleaseProps): object {
  const { chart, crds = 'CreateReplace', retries = 3 } = props;
  const inFlux = (props.namespace ?? FLUX_NAMESPACE) === FLUX_NAMESPACE;
  const shard = shardIn(props.labels);
  return {
    // Always explicit: Flux's own default glues the target namespace in front, which would rename the release and
    // everything in it if the namespace were ever set or taken away.
    releaseName: props.releaseName ?? props.name ?? id,
    targetNamespace: props.targetNamespace,
    // Helm's record lies beside the objects, as with `helm install`, so that Helm's own commands find it.
    storageNamespace: props.targetNamespace,
    serviceAccountName: props.serviceAccountName ?? (inFlux ? 'helm-controller' : undefined),
    chart: {
      // helm-controller makes a HelmChart of this, which gets no other labels, and must be in the shard of its repository.
      ...(shard !== undefined && { metadata: shardLabels(shard) }),
      spec: {
        chart: chart.name,
        version: chart.version,
        sourceRef: { kind: 'HelmRepository', name: chart.repository },
      },
    },
    dependsOn: props.dependsOn,
    install: { crds, remediation: { retries } },
    upgrade: { crds, cleanupOnFail: true, remediation: { retries, remediateLastFailure: true } },
    driftDetection: { mode: props.driftDetection ?? 'enabled', ignore: props.driftIgnore },
    healthCheckExprs: props.healthCheckExprs,
    valuesFrom: props.valuesFrom,
    values: props.values,
    suspend: props.suspend,
  };
}
