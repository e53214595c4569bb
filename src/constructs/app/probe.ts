import type { OneOf } from '../../model/one-of';
import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import { checkPortReference, type ContainerPorts, portNumber } from './container-port';

/** A header of a request. */
export interface HttpHeader {
  /** Its name. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

/** When a container is asked, in whole seconds, and how often an answer counts. */
export interface ProbeTimes {
  /** Seconds after the start before it is first asked. @default 0 */
  readonly initialDelaySeconds?: number;
  /** Seconds between two times. @default 10 */
  readonly periodSeconds?: number;
  /** Seconds in which it must answer. @default 1 */
  readonly timeoutSeconds?: number;
  /** Failures in a row that count. @default 3 */
  readonly failureThreshold?: number;
  /** Successes in a row that count; of a readiness probe only, others have 1. @default 1 */
  readonly successThreshold?: number;
}

/**
 * A request over HTTP; an answer from 200 to 399 is a success.
 *
 * @typeParam Port the names of the container's ports.
 */
export interface HttpGet<Port extends string = string> {
  /** The path: `/healthz`. */
  readonly path: string;
  /** Name or number of the port. */
  readonly port: Port | number;
  /** The scheme. @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS';
  /** Headers. @default - none */
  readonly httpHeaders?: readonly HttpHeader[];
}

/**
 * The ways to ask a container, of which a probe has one.
 *
 * @typeParam Port the names of the container's ports.
 */
export interface ProbeHandlers<Port extends string = string> {
  /** By a request over HTTP. */
  readonly httpGet: HttpGet<Port>;
  /** By opening a connection to a port. */
  readonly tcpSocket: TcpSocket<Port>;
  /** By the service that gRPC defines for health checks. */
  readonly grpc: GrpcHealth<Port>;
  /** By a program in the container; 0 as its result is a success. */
  readonly exec: ExecAction;
}

/**
 * A connection over TCP.
 *
 * @typeParam Port the names of the container's ports.
 */
export interface TcpSocket<Port extends string = string> {
  /** Name or number of the port. */
  readonly port: Port | number;
}

/**
 * A question to gRPC's health service.
 *
 * @typeParam Port the names of the container's ports.
 */
export interface GrpcHealth<Port extends string = string> {
  /** Name or number of the port; the number is what is written. */
  readonly port: Port | number;
  /** The service that is asked for. @default - the server as a whole */
  readonly service?: string;
}

/** A program that runs in a container. */
export interface ExecAction {
  /** The program and its arguments, without a shell. */
  readonly command: readonly string[];
}

/**
 * A question that the kubelet asks a container again and again, spelled as Kubernetes does.
 *
 * @typeParam Port the names of the container's ports.
 */
export type Probe<Port extends string = string> = OneOf<ProbeHandlers<Port>> & ProbeTimes;

/**
 * The probes of a container.
 *
 * @typeParam Port the names of the container's ports.
 */
export interface Probes<Port extends string = string> {
  /** Whether it lives; where not, it is restarted. @default - it lives as long as its process does */
  readonly liveness?: Probe<Port>;
  /** Whether it takes requests; Flagger waits for it. @default - it does at once */
  readonly readiness?: Probe<Port>;
  /** Whether it has started; the other probes wait for it. @default - it has at once */
  readonly startup?: Probe<Port>;
}

/** Probes as fields of a container. */
export function probeFields({ liveness, readiness, startup }: Probes, ports: ContainerPorts): Record<string, unknown> {
  return {
    livenessProbe: liveness && probe(liveness, ports),
    readinessProbe: readiness && probe(readiness, ports),
    startupProbe: startup && probe(startup, ports),
  };
}

/** Of all the handlers, gRPC's alone takes no name of a port. */
function probe({ grpc, ...rest }: Probe, ports: ContainerPorts): object {
  if (grpc === undefined) return rest;
  const { port, service } = grpc;
  const named = typeof port === 'string' ? ports[port] : port;
  return { ...rest, grpc: { port: named === undefined ? port : portNumber(named), service } };
}

/** Checks the probes of a container. */
export function checkProbes(prop: string, probes: Probes, ports: ContainerPorts): Problem[] {
  return (['liveness', 'readiness', 'startup'] as const).flatMap((kind) => {
    const probe = probes[kind];
    if (probe === undefined) return [];
    return [
      ...checkHandler(`${prop}.${kind}`, probe, ports),
      ...checkTimes(`${prop}.${kind}`, probe),
      ...(kind === 'readiness' ? [] : checkSuccesses(`${prop}.${kind}`, probe)),
    ];
  });
}

function checkHandler(prop: string, handler: Partial<ProbeHandlers>, ports: ContainerPorts): Problem[] {
  const { httpGet, tcpSocket, grpc, exec } = handler;
  if (httpGet !== undefined) {
    const remedy = 'begin it with "/"';
    return [
      ...checkPortReference(`${prop}.httpGet.port`, httpGet.port, ports),
      ...(httpGet.path.startsWith('/')
        ? []
        : [{ prop: `${prop}.httpGet.path`, must: 'be an absolute path', got: httpGet.path, remedy }]),
    ];
  }
  if (tcpSocket !== undefined) return checkPortReference(`${prop}.tcpSocket.port`, tcpSocket.port, ports);
  if (grpc !== undefined) return checkPortReference(`${prop}.grpc.port`, grpc.port, ports);
  if (exec !== undefined && exec.command.length > 0) return [];
  const remedy = 'give httpGet, tcpSocket, grpc, or exec with a command';
  return [{ prop, must: 'say how to ask', got: exec?.command, remedy }];
}

function checkTimes(prop: string, probe: Probe): Problem[] {
  const { initialDelaySeconds: delay, ...times } = probe;
  const positive = (['periodSeconds', 'timeoutSeconds', 'failureThreshold', 'successThreshold'] as const).flatMap(
    (field) => {
      const value = times[field];
      return value === undefined ? [] : checkInteger(`${prop}.${field}`, value, 1);
    },
  );
  return [...(delay === undefined ? [] : checkInteger(`${prop}.initialDelaySeconds`, delay, 0)), ...positive];
}

function checkSuccesses(prop: string, { successThreshold = 1 }: Probe): Problem[] {
  if (successThreshold <= 1) return [];
  const remedy = 'only a readiness probe may ask for more: remove it';
  return [{ prop: `${prop}.successThreshold`, must: 'be 1', got: successThreshold, remedy }];
}
