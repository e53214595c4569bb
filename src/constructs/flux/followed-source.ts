import type { Construct } from 'constructs';
import type { Duration } from '../../model/duration';
import type { Problem } from '../../model/problem';
import type { FluxObjectProps } from './flux-object';
import { GitRepository } from './git-repository';
import { OCIRepository, type OCIRepositoryProps } from './oci-repository';

/** A branch of a Git repository. */
export interface FollowedBranch {
  /** The repository. */
  readonly url: string;
  /** Its branch. */
  readonly branch: string;
}

/** A tag of an artifact, which CI pushes again for every commit. */
export interface FollowedTag extends Pick<OCIRepositoryProps, 'url' | 'verify' | 'provider'> {
  /** The tag. */
  readonly tag: string;
}

/** What a source is like, whichever kind it is of. */
interface SourceOptions extends Pick<FluxObjectProps, 'name' | 'namespace' | 'labels'> {
  /** What it follows. */
  readonly from: FollowedBranch | FollowedTag;
  /** Time between two looks. @default - the kind's own */
  readonly interval?: Duration;
  /** Name of the Secret with the credentials, of the same namespace. @default - none */
  readonly credentials?: string;
  /** The only folder to take, without `./`. @default - all */
  readonly only?: string;
}

/** The kind of Flux object that follows something. */
export function sourceKind(from: FollowedBranch | FollowedTag): 'GitRepository' | 'OCIRepository' {
  return 'tag' in from ? 'OCIRepository' : 'GitRepository';
}

/** Makes the Flux object that follows a branch or a tag. */
export function addSource(scope: Construct, id: string, options: SourceOptions): void {
  const { from, credentials, only, interval, ...metadata } = options;
  const common = {
    ...metadata,
    ...(interval !== undefined && { interval }),
    ...(credentials !== undefined && { secretRef: { name: credentials } }),
  };
  if ('tag' in from) {
    const { tag, ...artifact } = from;
    new OCIRepository(scope, id, { ...common, ...artifact, ref: { tag }, ...(only && { ignore: allBut(only) }) });
    return;
  }
  const { url, branch } = from;
  new GitRepository(scope, id, { ...common, url, ref: { branch }, ...(only && { sparseCheckout: [only] }) });
}

/** Checks that a registry takes the tag: not every name of a branch is one. */
export function checkTag(prop: string, got: string): Problem[] {
  if (/^\w[\w.-]{0,127}$/.test(got)) return [];
  const must = 'be a tag that registries take (letters, digits, ".", "_" and "-", at most 128 characters)';
  return [{ prop, must, got, remedy: 'choose a branch without "/", whose name CI gives the artifact' }];
}

/** What of an artifact is left out so that one folder is left, in `.gitignore` syntax: each folder's neighbours. */
function allBut(folder: string): string {
  const parts = folder.split('/');
  const paths = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  return paths.map((path) => `/${path.replace(/[^/]+$/, '*')}\n!/${path}\n`).join('');
}
