import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Duration } from '../../model/duration';
import { report } from '../report';
import type { FluxObjectSelector } from './event-source';
import { checkFluxObject, fluxMetadata, type FluxObjectProps, type LocalReference } from './flux-object';

/** Who may call a {@link Receiver}. */
export type ReceiverType =
  | 'acr'
  | 'bitbucket'
  | 'cdevents'
  | 'dockerhub'
  | 'gcr'
  | 'generic'
  | 'generic-hmac'
  | 'github'
  | 'gitlab'
  | 'harbor'
  | 'nexus'
  | 'quay';

/** Props of a {@link Receiver}. */
export interface ReceiverProps extends FluxObjectProps {
  /** The caller, which decides how calls are checked. */
  readonly type: ReceiverType;
  /** The caller's events that count. @default - all */
  readonly events?: readonly string[];
  /** What a call wakes. */
  readonly resources: readonly FluxObjectSelector[];
  /** Secret whose `token` calls are checked with, of the same namespace. */
  readonly secretRef: LocalReference;
  /** Time between two looks at the Secret. @default - Flux's: 10m */
  readonly interval?: Duration;
}

/**
 * A webhook that makes Flux look at once instead of at the next interval (`notification.toolkit.fluxcd.io/v1`).
 *
 * @example
 * new Receiver(chart, 'push', {
 *   type: 'github',
 *   events: ['ping', 'push'],
 *   secretRef: { name: 'push-token' },
 *   resources: [{ kind: 'GitRepository', name: 'fleet' }],
 * });
 */
export class Receiver extends ApiObject {
  constructor(scope: Construct, id: string, props: ReceiverProps) {
    super(scope, id, {
      apiVersion: 'notification.toolkit.fluxcd.io/v1',
      kind: 'Receiver',
      metadata: fluxMetadata(id, props),
      spec: {
        type: props.type,
        interval: props.interval,
        events: props.events,
        resources: props.resources,
        secretRef: props.secretRef,
        suspend: props.suspend,
      },
    });
    checkFluxObject(this, props, { interval: props.interval });
    if (props.resources.length === 0) {
      const remedy = 'name what a call wakes, such as { kind: "GitRepository", name: "fleet" }';
      report(this, [{ prop: 'resources', must: 'hold at least one entry', got: [], remedy }]);
    }
  }
}
