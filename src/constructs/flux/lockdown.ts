/** A controller of Flux. */
export type FluxController =
  | 'source-controller'
  | 'kustomize-controller'
  | 'helm-controller'
  | 'notification-controller'
  | 'image-reflector-controller'
  | 'image-automation-controller';

/** Every controller that a {@link FluxInstance} installs by default. */
export const FLUX_CONTROLLERS: readonly FluxController[] = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
  'image-reflector-controller',
  'image-automation-controller',
];

/**
 * The command-line flags that lock a controller of Flux down, as the Flux operator renders them from a
 * {@link FluxInstance}. Tests start real controllers with exactly these.
 *
 * @param controller the controller.
 * @param options whether Flux objects may take on identities in the cloud.
 */
export function controllerFlags(
  controller: FluxController,
  options: { readonly workloadIdentity?: boolean } = {},
): string[] {
  const identity = options.workloadIdentity === true;
  const applies = controller === 'kustomize-controller' || controller === 'helm-controller';
  return [
    ...(controller === 'source-controller' ? [] : ['--no-cross-namespace-refs=true']),
    ...(controller === 'kustomize-controller' ? ['--no-remote-bases=true'] : []),
    ...(applies || identity ? ['--default-service-account=default'] : []),
    ...(identity && controller === 'kustomize-controller' ? ['--default-decryption-service-account=default'] : []),
    ...(identity && applies ? ['--default-kubeconfig-service-account=default'] : []),
    `--feature-gates=ObjectLevelWorkloadIdentity=${String(identity)}`,
    ...(controller === 'kustomize-controller' ? ['--feature-gates=CancelHealthCheckOnNewRevision=true'] : []),
  ];
}
