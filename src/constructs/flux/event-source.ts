/** Flux objects that events come from, or that a webhook wakes. */
export interface FluxObjectSelector {
  /** Their kind. */
  readonly kind:
    | 'ArtifactGenerator'
    | 'Bucket'
    | 'ExternalArtifact'
    | 'GitRepository'
    | 'HelmChart'
    | 'HelmRelease'
    | 'HelmRepository'
    | 'ImagePolicy'
    | 'ImageRepository'
    | 'ImageUpdateAutomation'
    | 'Kustomization'
    | 'OCIRepository';
  /** Name, or `*` for all of the namespace. */
  readonly name: string;
  /** Their namespace; another one than the own is refused under lockdown. @default - the same */
  readonly namespace?: string;
  /** Labels they carry; needs the name `*`. @default - any */
  readonly matchLabels?: Readonly<Record<string, string>>;
}
