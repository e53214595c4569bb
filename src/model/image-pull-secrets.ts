/** A construct, by what is needed of it. */
interface Place {
  readonly node: {
    setContext(key: string, value: unknown): void;
    tryGetContext(key: string): unknown;
  };
}

const CONTEXT = 'cdk8s-progressive-delivery/image-pull-secrets';

/** Has the apps below a construct pull their images with Secrets of their namespace, unless they name Secrets themselves. */
export function setImagePullSecrets({ node }: Place, names: readonly string[]): void {
  node.setContext(CONTEXT, names);
}

/** The names of the Secrets that the apps at a place pull their images with. */
export function imagePullSecretsOf({ node }: Place): readonly string[] {
  return (node.tryGetContext(CONTEXT) as readonly string[] | undefined) ?? [];
}
