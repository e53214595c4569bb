import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { report } from '../report';
import type { FluxObjectSelector } from './event-source';
import { checkFluxObject, fluxMetadata, type FluxObjectProps, type LocalReference } from './flux-object';

/** Props of an {@link Alert}. */
export interface AlertProps extends FluxObjectProps {
  /** The Provider that is told, of the same namespace. */
  readonly providerRef: LocalReference;
  /** Whose events are told. */
  readonly eventSources: readonly FluxObjectSelector[];
  /** Least severity that is told. @default 'info' */
  readonly eventSeverity?: 'info' | 'error';
  /** Values added to every message. @default - none */
  readonly eventMetadata?: Readonly<Record<string, string>>;
  /** Regular expressions; only messages that match one are told. @default - all */
  readonly inclusionList?: readonly string[];
  /** Regular expressions; messages that match one are not told. @default - none */
  readonly exclusionList?: readonly string[];
}

/**
 * Which events of Flux objects go to which Provider (`notification.toolkit.fluxcd.io/v1beta3`).
 *
 * @example
 * new Alert(chart, 'failures', {
 *   providerRef: { name: 'chat' },
 *   eventSeverity: 'error',
 *   eventSources: [{ kind: 'Kustomization', name: '*' }],
 * });
 */
export class Alert extends ApiObject {
  constructor(scope: Construct, id: string, props: AlertProps) {
    super(scope, id, {
      apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
      kind: 'Alert',
      metadata: fluxMetadata(id, props),
      spec: {
        providerRef: props.providerRef,
        eventSeverity: props.eventSeverity ?? 'info',
        eventSources: props.eventSources,
        eventMetadata: props.eventMetadata,
        inclusionList: props.inclusionList,
        exclusionList: props.exclusionList,
        suspend: props.suspend,
      },
    });
    checkFluxObject(this, props, {});
    if (props.eventSources.length === 0) {
      const remedy = 'name the objects to tell about, such as { kind: "Kustomization", name: "*" }';
      report(this, [{ prop: 'eventSources', must: 'hold at least one entry', got: [], remedy }]);
    }
  }
}
