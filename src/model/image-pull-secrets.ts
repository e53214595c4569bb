import type { IConstruct } from 'constructs';

const CONTEXT = 'cdk8s-progressive-delivery/image-pull-secrets';

/** Has the apps below a construct pull their images with Secrets of their namespace, unless they name Secrets themselves. */
export function setImagePullSecrets(scope: IConstruct, names: readonly string[]): void {
  scope.node.setContext(CONTEXT, names);
}

/** The names of the Secrets that the apps at a place pull their images with. */
export function imagePullSecretsOf(scope: IConstruct): readonly string[] {
  return (scope.node.tryGetContext(CONTEXT) as readonly string[] | undefined) ?? [];
}
