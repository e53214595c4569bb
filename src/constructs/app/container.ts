import type { OneOf } from '../../model/one-of';
import { containerPorts, type ContainerPorts } from './container-port';
import { type EnvironmentFrom, environmentVariables, type EnvironmentVariables } from './environment-variable';
import { type ExecAction, probeFields, type Probes } from './probe';
import type { Resources } from './resources';
import type { ContainerSecurityContext, ContainerUser } from './security';
import { volumeMounts, type VolumeMount } from './volume';
import { writableMounts } from './writable';

/** What any container of an app may say. */
export interface ContainerProps {
  /** Image without a tag: `ghcr.io/acme/shop`. */
  readonly image: string;
  /** The program, instead of the image's entry point. @default - the image's */
  readonly command?: readonly string[];
  /** Its arguments. @default - the image's */
  readonly args?: readonly string[];
  /** Environment variables by name: values, or what to take them from. @default - none */
  readonly env?: EnvironmentVariables;
  /** ConfigMaps and Secrets whose keys all become variables. @default - none */
  readonly envFrom?: readonly EnvironmentFrom[];
  /** CPU and memory. Empty ones leave both to the namespace's limits. */
  readonly resources: Resources;
  /** Folders where it sees the app's volumes: `{ '/etc/shop': 'config' }`. @default - none */
  readonly volumeMounts?: Readonly<Record<string, string | VolumeMount>>;
  /** Folders that it writes to, empty at the start; the rest of its file system is read-only. @default - none */
  readonly writable?: readonly string[];
  /** The user it runs as, never root. @default - the image's, which must be a number and not root's */
  readonly user?: ContainerUser;
}

/**
 * What a container may say that goes on running.
 *
 * @typeParam Port the names of its ports.
 */
export interface RunningContainerProps<Port extends string = string> {
  /** Probes, whose ports are names of ports or numbers. @default - none */
  readonly probes?: Probes<Port>;
  /** What runs before it is told to end: a wait lets requests that are under way to it arrive. @default - nothing */
  readonly preStop?: OneOf<PreStopHandlers>;
}

/** What may run before a container is told to end, spelled as Kubernetes does. */
export interface PreStopHandlers {
  /** A wait. */
  readonly sleep: SleepAction;
  /** A program in the container. */
  readonly exec: ExecAction;
}

/** A wait. */
export interface SleepAction {
  /** Its seconds, of which `terminationGracePeriodSeconds` must leave some. */
  readonly seconds: number;
}

/** A container that ends before the app's own starts. */
export interface InitContainer extends ContainerProps {
  /** Image tag. */
  readonly tag: string;
  /** Left out: it runs once. */
  readonly restartPolicy?: never;
  /** For a sidecar only. */
  readonly ports?: never;
  /** For a sidecar only. */
  readonly probes?: never;
  /** For a sidecar only. */
  readonly preStop?: never;
}

/** A container that starts before the app's own and runs beside it until it has ended. Kubernetes has these since 1.29. */
export interface Sidecar extends ContainerProps, RunningContainerProps {
  /** Image tag. */
  readonly tag: string;
  /** Makes it a sidecar: among the init containers it is the one that goes on running. */
  readonly restartPolicy: 'Always';
  /** Ports by name. Flagger's port discovery does not look at them. @default - none */
  readonly ports?: ContainerPorts;
}

/** A container with everything that is known of it. */
export interface FullContainer extends ContainerProps, RunningContainerProps {
  /** Its name, which no other container of the pod has. */
  readonly name: string;
  /** Image tag. */
  readonly tag: string;
  /** Makes an init container a sidecar. */
  readonly restartPolicy?: 'Always';
  /** Ports by name. */
  readonly ports?: ContainerPorts;
  /** What the names of the volumes of its writable folders begin with. */
  readonly volumePrefix: string;
}

/** A container as a pod lists it. */
export function container(props: FullContainer, securityContext: ContainerSecurityContext | undefined): object {
  const { name, image, tag, command, args, restartPolicy, ports = {}, probes = {}, preStop } = props;
  return {
    name,
    image: `${image}:${tag}`,
    imagePullPolicy: 'IfNotPresent',
    restartPolicy,
    command,
    args,
    env: orNothing(environmentVariables(props.env ?? {})),
    envFrom: orNothing(props.envFrom ?? []),
    ports: orNothing(containerPorts(ports)),
    ...probeFields(probes, ports),
    lifecycle: preStop && { preStop },
    resources: props.resources,
    securityContext,
    volumeMounts: orNothing([...writableMounts(props), ...volumeMounts(props.volumeMounts ?? {})]),
  };
}

/** A list, or nothing where it is empty, so that its key is left out. */
export function orNothing<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
