import { shardFlag } from './sharding';

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

/** What of an installation of Flux decides its controllers' flags. */
export interface ControllerFlagOptions {
  /** Whether Flux objects may take on identities in the cloud. @default false */
  readonly workloadIdentity?: boolean;
  /** Which shard the controller looks after, or null for what is in no shard. @default - Flux has no shards */
  readonly shard?: string | null;
}

/**
 * The command-line flags that lock a controller of Flux down. The Flux operator renders them from a {@link FluxInstance},
 * kustomize from a {@link FluxBootstrap}. Tests start real controllers with exactly these.
 *
 * @param controller the controller.
 * @param options what the installation is like.
 */
export function controllerFlags(controller: FluxController, options: ControllerFlagOptions = {}): string[] {
  const identity = options.workloadIdentity === true;
  const { shard } = options;
  const applies = controller === 'kustomize-controller' || controller === 'helm-controller';
  return [
    ...(controller === 'source-controller' ? [] : ['--no-cross-namespace-refs=true']),
    ...(controller === 'kustomize-controller' ? ['--no-remote-bases=true'] : []),
    ...(applies || identity ? ['--default-service-account=default'] : []),
    ...(identity && controller === 'kustomize-controller' ? ['--default-decryption-service-account=default'] : []),
    ...(identity && applies ? ['--default-kubeconfig-service-account=default'] : []),
    `--feature-gates=ObjectLevelWorkloadIdentity=${String(identity)}`,
    ...(controller === 'kustomize-controller' ? ['--feature-gates=CancelHealthCheckOnNewRevision=true'] : []),
    ...(shard === undefined || !isSharded(controller) ? [] : [shardFlag(shard ?? undefined)]),
  ];
}

/** Whether every shard has a controller of this name; one notification-controller tells of all. */
export function isSharded(controller: FluxController): boolean {
  return controller !== 'notification-controller';
}
