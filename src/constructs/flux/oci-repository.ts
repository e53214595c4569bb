import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Duration } from '../../model/duration';
import type { Problem } from '../../model/problem';
import { report } from '../report';
import {
  checkFluxObject,
  fluxMetadata,
  type ExactlyOne,
  type FluxObjectProps,
  type LocalReference,
} from './flux-object';

/** What an {@link OCIRepository} can follow. */
export interface OCIReferences {
  /** A tag. @default - none */
  readonly tag?: string;
  /** A range of semantic versions among the tags. @default - none */
  readonly semver?: string;
  /** A regular expression that the tags of `semver` must match. @default - none */
  readonly semverFilter?: string;
  /** A digest, such as `sha256:…`. @default - none */
  readonly digest?: string;
}

/** What an {@link OCIRepository} follows: exactly one of tag, semver and digest. */
export type OCIReference =
  | ExactlyOne<OCIReferences, 'tag'>
  | ExactlyOne<OCIReferences, 'semver', 'semverFilter'>
  | ExactlyOne<OCIReferences, 'digest'>;

/** Props of an {@link OCIRepository}. */
export interface OCIRepositoryProps extends FluxObjectProps {
  /** The artifact's repository, without a tag: an `oci://` URL. */
  readonly url: string;
  /** What is followed. @default - Flux's: the tag `latest` */
  readonly ref?: OCIReference;
  /** Time between two looks. @default '5m' */
  readonly interval?: Duration;
  /** Longest time one pull may take; whole seconds or minutes, not hours. @default - Flux's: 60s */
  readonly timeout?: Duration;
  /** How the credentials are found. @default - Flux's: `generic` */
  readonly provider?: 'generic' | 'aws' | 'azure' | 'gcp';
  /** Image pull secret, of the same namespace. @default - none: a public artifact */
  readonly secretRef?: LocalReference;
  /** Service account whose pull secrets or identity in the cloud are used. @default - none */
  readonly serviceAccountName?: string;
  /** Which layer of the artifact is used, and how. @default - the first, unpacked */
  readonly layerSelector?: OCILayerSelector;
  /** Checks the artifact's signature. @default - not checked */
  readonly verify?: OCIVerification;
  /** Files to leave out of the artifact, in `.gitignore` syntax. @default - none */
  readonly ignore?: string;
}

/** Which layer of an OCI artifact is used. */
export interface OCILayerSelector {
  /** Media type of the layer; of several, the first is taken. */
  readonly mediaType: string;
  /** `extract` unpacks the layer, `copy` takes it as it is, as a Helm chart needs. @default - Flux's: `extract` */
  readonly operation?: 'extract' | 'copy';
}

/** How an artifact's signature is checked. */
export interface OCIVerification {
  /** The tool that made the signature. */
  readonly provider: 'cosign' | 'notation';
  /** Secret with the public keys. @default - keyless */
  readonly secretRef?: LocalReference;
  /** Identities that a keyless signature may have; regular expressions. @default - any */
  readonly matchOIDCIdentity?: readonly {
    /** Who vouches for the identity. */
    readonly issuer: string;
    /** The identity. */
    readonly subject: string;
  }[];
}

/**
 * An artifact of an OCI registry that Flux pulls: manifests, or a Helm chart (`source.toolkit.fluxcd.io/v1`).
 *
 * @example
 * new OCIRepository(chart, 'manifests', { url: 'oci://registry.example.com/fleet', ref: { tag: 'latest-stable' } });
 */
export class OCIRepository extends ApiObject {
  constructor(scope: Construct, id: string, props: OCIRepositoryProps) {
    const interval = props.interval ?? '5m';
    super(scope, id, {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: fluxMetadata(id, props),
      spec: {
        url: props.url,
        ref: props.ref,
        interval,
        timeout: props.timeout,
        provider: props.provider,
        secretRef: props.secretRef,
        serviceAccountName: props.serviceAccountName,
        layerSelector: props.layerSelector,
        verify: props.verify,
        ignore: props.ignore,
        suspend: props.suspend,
      },
    });
    checkFluxObject(this, props, { interval, timeout: props.timeout });
    if (!/^oci:\/\/./.test(props.url)) {
      report(this, [{ prop: 'url', must: 'begin with oci://', got: props.url, remedy: 'write oci://host/path' }]);
    }
    report(this, checkReference(props.ref));
  }
}

/** Of several, Flux takes the digest before the semver range, and that before the tag; a filter alone does nothing. */
function checkReference(ref: OCIReference | undefined): Problem[] {
  if (ref === undefined) return [];
  const set = (['tag', 'semver', 'digest'] as const).filter((key) => ref[key] !== undefined);
  if (set.length === 1 && (set[0] === 'semver' || ref.semverFilter === undefined)) return [];
  const must = 'hold exactly one of tag, semver and digest';
  return [{ prop: 'ref', must, got: ref, remedy: 'keep the one to follow; a semverFilter stands beside semver' }];
}
