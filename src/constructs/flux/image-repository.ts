import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Duration } from '../../model/duration';
import type { Problem } from '../../model/problem';
import { checkRe2 } from '../../model/re2';
import { report } from '../report';
import { declareImage } from './declared-images';
import {
  checkFluxObject,
  FLUX_NAMESPACE,
  fluxMetadata,
  type FluxObjectProps,
  type LocalReference,
} from './flux-object';

/** Props of an {@link ImageRepository}. */
export interface ImageRepositoryProps extends FluxObjectProps {
  /** The image, without a tag: `ghcr.io/stefanprodan/podinfo`. */
  readonly image: string;
  /** Time between two looks at its tags. @default '10m' */
  readonly interval?: Duration;
  /** Longest time one look may take; not in hours. @default - Flux's: the interval */
  readonly timeout?: Duration;
  /** Secret with the registry's credentials, of the kind that pods pull by, of the same namespace. @default - none: a public image */
  readonly secretRef?: LocalReference;
  /** How the credentials are found. @default - Flux's: `generic` */
  readonly provider?: 'generic' | 'aws' | 'azure' | 'gcp';
  /** Service account whose pull secrets, or with a cloud's `provider` whose identity, read the registry. @default - none */
  readonly serviceAccountName?: string;
  /** Secret with the registry's certificate authority, or a client certificate. @default - none */
  readonly certSecretRef?: LocalReference;
  /** Secret with the address of a proxy. @default - none */
  readonly proxySecretRef?: LocalReference;
  /** Regular expressions of RE2; tags that match one are never looked at. @default - Flux's: signatures, `^.*\.sig$` */
  readonly exclusionList?: readonly string[];
  /** Talks to the registry without TLS: whoever is on the way can then choose the tags. @default false */
  readonly insecure?: boolean;
}

/** Flux's schema allows no more. */
const EXCLUSIONS_MAX = 25;
const IMAGE = /^([a-zA-Z0-9.-]+(:[0-9]+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;

/**
 * The tags of an image, which Flux looks at again and again (`image.toolkit.fluxcd.io/v1`).
 *
 * It can be read in its own namespace only: a locked-down Flux refuses references to another one, so there is no `accessFrom`.
 *
 * @example
 * new ImageRepository(chart, 'podinfo', { image: 'ghcr.io/stefanprodan/podinfo', interval: '5m' });
 */
export class ImageRepository extends ApiObject {
  constructor(scope: Construct, id: string, props: ImageRepositoryProps) {
    const interval = props.interval ?? '10m';
    super(scope, id, {
      apiVersion: 'image.toolkit.fluxcd.io/v1',
      kind: 'ImageRepository',
      metadata: fluxMetadata(id, props),
      spec: {
        image: props.image,
        interval,
        timeout: props.timeout,
        secretRef: props.secretRef,
        provider: props.provider,
        serviceAccountName: props.serviceAccountName,
        certSecretRef: props.certSecretRef,
        proxySecretRef: props.proxySecretRef,
        exclusionList: props.exclusionList,
        insecure: props.insecure,
        suspend: props.suspend,
      },
    });
    declareImage(this, 'ImageRepository', props.namespace ?? FLUX_NAMESPACE, this.name);
    checkFluxObject(this, props, { interval, timeout: props.timeout });
    report(this, [...checkImage(props.image), ...checkExclusions(props.exclusionList ?? []), ...checkSafety(props)]);
  }
}

function checkImage(got: string): Problem[] {
  if (IMAGE.test(got)) return [];
  const remedy = 'write it like "ghcr.io/stefanprodan/podinfo"; which tag is used is for an ImagePolicy to say';
  return [{ prop: 'image', must: 'be an image without a tag, a digest or a scheme', got, remedy }];
}

function checkExclusions(exclusionList: readonly string[]): Problem[] {
  const wrong = exclusionList.flatMap((got, index) => checkRe2(`exclusionList[${index}]`, got));
  if (exclusionList.length <= EXCLUSIONS_MAX) return wrong;
  const remedy = 'join them by "|"';
  const got = exclusionList.length;
  return [...wrong, { prop: 'exclusionList', must: `hold at most ${EXCLUSIONS_MAX} expressions`, got, remedy }];
}

function checkSafety({ insecure, secretRef, serviceAccountName }: ImageRepositoryProps): Problem[] {
  if (insecure !== true || (secretRef ?? serviceAccountName) === undefined) return [];
  const remedy = 'the credentials would cross the network in the clear: leave insecure out';
  return [{ prop: 'insecure', must: 'not stand beside credentials', got: insecure, remedy }];
}
