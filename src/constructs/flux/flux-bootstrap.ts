import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { report } from '../report';
import { controllerFlags, FLUX_CONTROLLERS, type FluxController, isSharded } from './lockdown';
import { checkShards } from './sharding';

/** Kustomize finds what it has renamed by its old name, too; this annotation keeps what is of a shard apart. */
const ROLE = 'sharding.fluxcd.io/role';

/** Props of a {@link FluxBootstrap}. */
export interface FluxBootstrapProps {
  /** Lets Flux objects take on identities in the cloud, each only by a service account of its own namespace. @default false */
  readonly workloadIdentity?: boolean;
  /** Whether there are shards besides, so that these controllers leave alone what is in one. @default false */
  readonly sharded?: boolean;
}

/**
 * What locks down a Flux that `flux bootstrap` installs, as transformers of kustomize: each controller gets the flags that
 * a {@link FluxInstance} gives it, and Flux applies its own folder as `kustomize-controller`.
 *
 * `flux bootstrap` writes into a folder of its own, beside `dist/`. The kustomization there names the folder that holds these
 * under `transformers`.
 *
 * @example
 * new FluxBootstrap(chart, 'lockdown', { workloadIdentity: true });
 */
export class FluxBootstrap extends Construct {
  constructor(scope: Construct, id: string, props: FluxBootstrapProps = {}) {
    super(scope, id);
    const { workloadIdentity = false, sharded = false } = props;
    for (const name of FLUX_CONTROLLERS) {
      const flags = controllerFlags(name, { workloadIdentity, ...(sharded && { shard: null }) });
      addPatch(this, name, { kind: 'Deployment', name, annotationSelector: `!${ROLE}` }, flags.map(addFlag));
    }
    // Locked down, what names no service account is applied as one that may do nothing.
    addPatch(this, 'sync', { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization', name: 'flux-system' }, [
      { op: 'add', path: '/spec/serviceAccountName', value: 'kustomize-controller' },
    ]);
  }
}

/** Props of a {@link FluxShardBootstrap}. */
export interface FluxShardBootstrapProps {
  /** Name of the shard. */
  readonly shard: string;
  /** Lets Flux objects take on identities in the cloud, each only by a service account of its own namespace. @default false */
  readonly workloadIdentity?: boolean;
}

/**
 * What makes the controllers of a shard of a second copy of `gotk-components.yaml`, as transformers of kustomize: everything
 * but Deployments and the Service of artifacts goes, the rest is named after the shard and locked down as
 * {@link FluxBootstrap} does it.
 *
 * @example
 * new FluxShardBootstrap(chart, 'shard1', { shard: 'shard1' });
 */
export class FluxShardBootstrap extends Construct {
  constructor(scope: Construct, id: string, { shard, workloadIdentity = false }: FluxShardBootstrapProps) {
    super(scope, id);
    report(this, checkShards('shard', [shard]));
    addDeletion(this, 'shared-kinds', {
      kind: '(Namespace|CustomResourceDefinition|ClusterRole|ClusterRoleBinding|ServiceAccount|NetworkPolicy|ResourceQuota)',
    });
    addDeletion(this, 'shared-controllers', { kind: 'Deployment', name: '(notification-controller|source-watcher)' });
    addDeletion(this, 'shared-services', {
      kind: 'Service',
      name: '(notification-controller|source-watcher|webhook-receiver)',
    });
    addPatch(this, 'artifacts', { kind: 'Service', name: 'source-controller' }, [
      { op: 'replace', path: '/spec/selector/app', value: `source-controller-${shard}` },
    ]);
    for (const name of FLUX_CONTROLLERS.filter(isSharded)) this.addController(name, shard, workloadIdentity);
    new ApiObject(this, 'role', {
      ...transformer('AnnotationsTransformer', `shard-${shard}-role`),
      annotations: { [ROLE]: 'shard' },
      fieldSpecs: [{ path: 'metadata/annotations', create: true }],
    });
    new ApiObject(this, 'names', {
      ...transformer('PrefixSuffixTransformer', `shard-${shard}-names`),
      suffix: `-${shard}`,
      fieldSpecs: [{ path: 'metadata/name' }],
    });
  }

  private addController(name: FluxController, shard: string, workloadIdentity: boolean): void {
    const app = `${name}-${shard}`;
    const address = `--storage-adv-addr=source-controller-${shard}.$(RUNTIME_NAMESPACE).svc.cluster.local.`;
    addPatch(this, name, { kind: 'Deployment', name }, [
      { op: 'replace', path: '/spec/selector/matchLabels/app', value: app },
      { op: 'replace', path: '/spec/template/metadata/labels/app', value: app },
      // The last one counts.
      ...(name === 'source-controller' ? [addFlag(address)] : []),
      ...controllerFlags(name, { workloadIdentity, shard }).map(addFlag),
    ]);
  }
}

interface Target {
  readonly group?: string;
  readonly kind: string;
  /** A regular expression. */
  readonly name?: string;
  readonly annotationSelector?: string;
}

interface Operation {
  readonly op: 'add' | 'replace';
  readonly path: string;
  readonly value: string;
}

function transformer(kind: string, name: string) {
  return { apiVersion: 'builtin', kind, metadata: { name } };
}

function addPatch(scope: Construct, id: string, target: Target, operations: readonly Operation[]): void {
  const patch = operations.map(({ op, path, value }) => `- op: ${op}\n  path: ${path}\n  value: ${value}\n`).join('');
  new ApiObject(scope, id, { ...transformer('PatchTransformer', `${scope.node.id}-${id}`), target, patch });
}

function addDeletion(scope: Construct, id: string, target: Target): void {
  const patch = 'apiVersion: v1\nkind: any\nmetadata:\n  name: any\n$patch: delete\n';
  new ApiObject(scope, id, { ...transformer('PatchTransformer', `${scope.node.id}-${id}`), target, patch });
}

function addFlag(flag: string): Operation {
  return { op: 'add', path: '/spec/template/spec/containers/0/args/-', value: flag };
}
