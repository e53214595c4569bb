import type { OCIRepositoryProps, OCIVerification } from '../flux/oci-repository';

/**
 * What CI makes of the output tree: an artifact that holds what is in `dist/`, as `flux push artifact --path=./dist` pushes it, once
 * for each commit, with the branch as its tag.
 */
export interface FleetArtifact {
  /** The artifact's repository, without a tag. */
  readonly url: `oci://${string}`;
  /** How the credentials are found. @default - Flux's: `generic`, in the Secret `credentials` */
  readonly provider?: NonNullable<OCIRepositoryProps['provider']>;
  /** Checks the artifact's signature. A Secret with keys must be in flux-system and in the home namespace of each workspace. @default - not checked */
  readonly verify?: OCIVerification;
}
