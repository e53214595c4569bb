import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Duration } from '../../model/duration';
import { report } from '../report';
import { checkFluxObject, fluxMetadata, type FluxObjectProps, type LocalReference } from './flux-object';

/** Props of a {@link HelmRepository}. */
export interface HelmRepositoryProps extends FluxObjectProps {
  /** The folder of the chart index, an `https://` or `http://` URL, or the registry path of charts, an `oci://` one. */
  readonly url: string;
  /** Time between two looks at the index; without effect on `oci://`. @default '1h' */
  readonly interval?: Duration;
  /** Longest time one fetch may take; whole seconds or minutes, not hours. @default - Flux's: 60s */
  readonly timeout?: Duration;
  /** Secret with the credentials, of the same namespace. @default - none */
  readonly secretRef?: LocalReference;
  /** How a registry's credentials are found; only for `oci://`. @default - Flux's: `generic` */
  readonly provider?: 'generic' | 'aws' | 'azure' | 'gcp';
}

/**
 * A repository of Helm charts (`source.toolkit.fluxcd.io/v1`).
 *
 * @example
 * new HelmRepository(chart, 'charts', { name: 'acme', url: 'https://charts.example.com' });
 */
export class HelmRepository extends ApiObject {
  constructor(scope: Construct, id: string, props: HelmRepositoryProps) {
    const interval = props.interval ?? '1h';
    const oci = props.url.startsWith('oci://');
    super(scope, id, {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: fluxMetadata(id, props),
      spec: {
        type: oci ? 'oci' : undefined,
        url: props.url,
        interval,
        timeout: props.timeout,
        secretRef: props.secretRef,
        provider: props.provider,
        suspend: props.suspend,
      },
    });
    checkFluxObject(this, props, { interval, timeout: props.timeout });
    if (!/^(https?|oci):\/\/./.test(props.url)) {
      const must = 'begin with https://, http:// or oci://';
      report(this, [
        { prop: 'url', must, got: props.url, remedy: 'give the folder that holds index.yaml, or a registry path' },
      ]);
    }
  }
}
