import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Duration } from '../../model/duration';
import { report } from '../report';
import {
  checkFluxObject,
  fluxMetadata,
  type ExactlyOne,
  type FluxObjectProps,
  type LocalReference,
} from './flux-object';
import { checkGitName } from './git-name';

/** What a {@link GitRepository} can follow. */
export interface GitReferences {
  /** A branch. @default - none */
  readonly branch?: string;
  /** A tag. @default - none */
  readonly tag?: string;
  /** A range of semantic versions among the tags. @default - none */
  readonly semver?: string;
  /** A full reference name, such as `refs/heads/main`. @default - none */
  readonly name?: string;
  /** A commit; may stand beside `branch`, for a shallow clone. @default - none */
  readonly commit?: string;
}

/** What a {@link GitRepository} follows: exactly one of these, but a commit may stand beside its branch. */
export type GitReference =
  | ExactlyOne<GitReferences, 'branch', 'commit'>
  | ExactlyOne<GitReferences, 'tag'>
  | ExactlyOne<GitReferences, 'semver'>
  | ExactlyOne<GitReferences, 'name'>
  | ExactlyOne<GitReferences, 'commit'>;

/** Props of a {@link GitRepository}. */
export interface GitRepositoryProps extends FluxObjectProps {
  /** The repository: an `http://`, `https://` or `ssh://` URL. */
  readonly url: string;
  /** What is followed. */
  readonly ref: GitReference;
  /** Time between two looks. @default '1m' */
  readonly interval?: Duration;
  /** Longest time one fetch may take; whole seconds or minutes, not hours. @default - Flux's: 60s */
  readonly timeout?: Duration;
  /** Secret with the credentials, of the same namespace. @default - none: a public repository */
  readonly secretRef?: LocalReference;
  /** How the credentials are found. @default - Flux's: `generic` */
  readonly provider?: 'generic' | 'aws' | 'azure' | 'github';
  /** Service account whose identity in the cloud reads the repository; needs a cloud's `provider`. @default - none */
  readonly serviceAccountName?: string;
  /** Folders to check out; the artifact holds nothing else. @default - all */
  readonly sparseCheckout?: readonly string[];
  /** Files to leave out of the artifact, in `.gitignore` syntax. @default - what `.sourceignore` files say */
  readonly ignore?: string;
  /** Checks the signature of what is fetched. @default - not checked */
  readonly verify?: GitVerification;
}

/** How the signature of a Git reference is checked. */
export interface GitVerification {
  /** Which object must be signed. @default - Flux's: `HEAD` */
  readonly mode?: 'HEAD' | 'Tag' | 'TagAndHEAD';
  /** Secret with the public keys of the trusted authors. */
  readonly secretRef: LocalReference;
}

const REFERENCES = ['branch', 'tag', 'semver', 'name', 'commit'] as const;

/**
 * A Git repository that Flux fetches (`source.toolkit.fluxcd.io/v1`).
 *
 * @example
 * new GitRepository(chart, 'source', {
 *   name: 'fleet',
 *   url: 'https://github.com/acme/fleet',
 *   ref: { branch: 'main' },
 * });
 */
export class GitRepository extends ApiObject {
  constructor(scope: Construct, id: string, props: GitRepositoryProps) {
    const interval = props.interval ?? '1m';
    super(scope, id, {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: fluxMetadata(id, props),
      spec: {
        url: props.url,
        ref: props.ref,
        interval,
        timeout: props.timeout,
        provider: props.provider,
        secretRef: props.secretRef,
        serviceAccountName: props.serviceAccountName,
        sparseCheckout: props.sparseCheckout,
        ignore: props.ignore,
        verify: props.verify,
        suspend: props.suspend,
      },
    });
    checkFluxObject(this, props, { interval, timeout: props.timeout });
    this.checkUrl(props.url);
    this.checkReference(props.ref);
    this.checkCredentials(props);
  }

  private checkUrl(url: string): void {
    if (/^(http|https|ssh):\/\/./.test(url)) return;
    const remedy = 'write the scp form git@host:path as ssh://git@host/path';
    report(this, [{ prop: 'url', must: 'begin with http://, https:// or ssh://', got: url, remedy }]);
  }

  private checkReference(ref: GitReference): void {
    const set = REFERENCES.filter((key) => ref[key] !== undefined);
    report(
      this,
      set.filter((key) => key !== 'semver').flatMap((key) => checkGitName(`ref.${key}`, ref[key] ?? '')),
    );
    if (set.length === 1 || (set.length === 2 && set[0] === 'branch' && set[1] === 'commit')) return;
    const must = 'hold exactly one of branch, tag, semver, name and commit';
    report(this, [
      { prop: 'ref', must, got: ref, remedy: 'keep the one to follow; a commit may stand beside its branch' },
    ]);
  }

  private checkCredentials({ url, secretRef }: GitRepositoryProps): void {
    if (!url.startsWith('ssh://') || secretRef !== undefined) return;
    const remedy = 'name the Secret that holds the deploy key';
    report(this, [{ prop: 'secretRef', must: 'be given for an ssh:// URL', got: secretRef, remedy }]);
  }
}
