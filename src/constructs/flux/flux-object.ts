import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkDuration } from '../../model/duration';
import { checkLabelName, checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { report } from '../report';

/** The namespace of Flux's controllers and of everything the cluster's admins let Flux apply. */
export const FLUX_NAMESPACE = 'flux-system';

/** What every Flux object has in common. */
export interface FluxObjectProps {
  /** Name of the object. @default - the construct's id */
  readonly name?: string;
  /** Its namespace. Under lockdown it can only refer to objects of the same one. @default 'flux-system' */
  readonly namespace?: string;
  /** Labels. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Stops reconciliation until it is taken away again. @default false */
  readonly suspend?: boolean;
}

/** One of several fields, and perhaps another one that may stand beside it; the rest is left out. */
export type ExactlyOne<Fields, Key extends keyof Fields, Beside extends keyof Fields = never> = Required<
  Pick<Fields, Key>
> &
  Pick<Fields, Beside> & { readonly [Other in Exclude<keyof Fields, Key | Beside>]?: never };

/** An object of the same namespace. */
export interface LocalReference {
  /** Its name. */
  readonly name: string;
}

/**
 * The metadata of a Flux object, with its explicit name.
 *
 * @param id the construct's id, which is the name unless the props say otherwise.
 * @param props the object's props.
 */
export function fluxMetadata(id: string, props: FluxObjectProps): ApiObjectMetadata {
  return {
    name: props.name ?? id,
    namespace: props.namespace ?? FLUX_NAMESPACE,
    ...(props.labels && { labels: { ...props.labels } }),
    ...(props.annotations && { annotations: { ...props.annotations } }),
  };
}

/** The objects of the same namespace that a Flux object may name. */
interface References {
  readonly secretRef?: LocalReference;
  readonly providerRef?: LocalReference;
  readonly serviceAccountName?: string;
}

/**
 * Reports names and namespaces that Kubernetes would refuse, and durations that Flux would.
 *
 * @param construct the Flux object.
 * @param props its props.
 * @param durations its durations, by prop; unset ones are skipped.
 */
export function checkFluxObject(
  construct: Construct,
  props: FluxObjectProps & References,
  durations: Readonly<Record<string, string | undefined>>,
): void {
  const { name, namespace } = fluxMetadata(construct.node.id, props);
  report(construct, [
    ...checkSubdomainName('name', name ?? ''),
    ...checkLabelName('namespace', namespace ?? ''),
    ...checkReferences(props),
    ...Object.entries(durations).flatMap(([prop, value]) => (value === undefined ? [] : checkDuration(prop, value))),
  ]);
}

function checkReferences({ secretRef, providerRef, serviceAccountName }: References): Problem[] {
  const names = { 'secretRef.name': secretRef?.name, 'providerRef.name': providerRef?.name, serviceAccountName };
  return Object.entries(names).flatMap(([prop, name]) => (name === undefined ? [] : checkSubdomainName(prop, name)));
}
