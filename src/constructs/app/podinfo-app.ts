import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { COLOR_NAMES, colorHex } from '../../model/color';
import type { Problem } from '../../model/problem';
import type { AppReleaseEntry } from '../../releases/app-release';
import { Environment } from '../infrastructure/environment';
import { report } from '../report';
import { inShape, type Shape } from '../shape';
import { checkPodinfoFlags, podinfoArguments, type PodinfoFlags } from './podinfo-flags';
import type { Resources } from './resources';
import type { Probes } from './probe';
import { WebApp } from './web-app';
import type { DeploymentAppProps } from './web-app-props';

/** Names of Podinfo's ports. */
export type PodinfoPort = 'http' | 'http-metrics' | 'grpc';

/** What Podinfo sets itself among the props of a {@link WebApp}. */
type Own = 'kind' | 'image' | 'ports' | 'command' | 'args' | 'metrics' | 'resources' | 'user' | 'writable';

/** Props of a {@link PodinfoApp}: those of a WebApp that Podinfo leaves open, its flags, and its page. Release data wins over them. */
export interface PodinfoAppProps extends Omit<DeploymentAppProps<PodinfoPort>, Own>, PodinfoFlags {
  /** Image without a tag. @default 'ghcr.io/stefanprodan/podinfo' */
  readonly image?: string;
  /** Colour of the page, by name (`blue`) or as `#rrggbb`. @default - Podinfo's own */
  readonly color?: string;
  /** Greeting on the page. @default - Podinfo's own */
  readonly message?: string;
  /** URL of the picture on the page. @default - Podinfo's own */
  readonly logo?: string;
  /** Processor time in percent of the request, above which the autoscaler adds pods. @default 99 */
  readonly cpuUtilization?: number;
  /** CPU and memory. @default - requests 100m and 64Mi, limits 2 cores and 512Mi */
  readonly resources?: Resources;
  /** Probes. @default - liveness by `/healthz` and readiness by `/readyz`, over HTTP */
  readonly probes?: Probes<PodinfoPort>;
  /** Name of its container. @default 'podinfo' */
  readonly containerName?: string;
}

const PORTS: Readonly<Record<PodinfoPort, number>> = { http: 9898, 'http-metrics': 9797, grpc: 9999 };
const DEFAULT_RESOURCES: Resources = {
  requests: { cpu: '100m', memory: '64Mi' },
  limits: { cpu: '2', memory: '512Mi' },
};
const TIMES = { initialDelaySeconds: 5, timeoutSeconds: 5 };
const DEFAULT_PROBES: Probes<PodinfoPort> = {
  liveness: { httpGet: { path: '/healthz', port: 'http' }, ...TIMES },
  readiness: { httpGet: { path: '/readyz', port: 'http' }, ...TIMES },
};

/** What Podinfo's own props may be; those that a WebApp has are looked at there. */
const SHAPE: Shape<PodinfoAppProps> = {
  message: { is: ['text'] },
  logo: { is: ['text'] },
  backendUrl: { is: ['text', 'list'] },
  randomDelay: { is: ['flag', 'map'] },
  env: { is: ['map'] },
};

/**
 * Podinfo, the demo app: a frontend behind NGINX or a backend, with all that an app needs to be rolled out and to survive
 * the loss of a node.
 *
 * @example
 * const backend = new PodinfoApp(shop, 'backend'); // tag and colour come from release data
 * new PodinfoApp(shop, 'frontend', {
 *   backendUrl: 'http://backend:9898/echo',
 *   ingress: { host: 'shop.example.com' },
 * });
 */
export class PodinfoApp extends WebApp<PodinfoPort> {
  declare readonly kind: 'Deployment';

  constructor(scope: Construct, id: string, given: PodinfoAppProps = {}) {
    const { props, problems } = inShape(given, SHAPE);
    const release = Environment.of(scope)?.releases.app(Chart.of(scope).node.id, id);
    const color = pageColor(props.color, release);
    super(scope, id, webAppProps(props, color.hex));
    report(this, [...problems, ...checkColor(color), ...checkPodinfoFlags(props)]);
  }
}

/** The props of the WebApp that Podinfo is. */
function webAppProps(props: PodinfoAppProps, color: string | undefined): DeploymentAppProps<PodinfoPort> {
  const { message, logo, env, unrestricted, stressMemory = 0 } = props;
  return {
    ...props,
    image: props.image ?? 'ghcr.io/stefanprodan/podinfo',
    containerName: props.containerName ?? 'podinfo',
    command: [
      './podinfo',
      `--port=${PORTS.http}`,
      `--port-metrics=${PORTS['http-metrics']}`,
      `--grpc-port=${PORTS.grpc}`,
      ...podinfoArguments(props),
    ],
    env: {
      ...(color !== undefined && { PODINFO_UI_COLOR: color }),
      ...(message !== undefined && { PODINFO_UI_MESSAGE: message }),
      ...(logo !== undefined && { PODINFO_UI_LOGO: logo }),
      ...env,
    },
    ports: PORTS,
    metrics: { port: 'http-metrics' },
    probes: props.probes ?? DEFAULT_PROBES,
    resources: props.resources ?? DEFAULT_RESOURCES,
    cpuUtilization: props.cpuUtilization ?? 99,
    // The image's user; where nothing is restricted, its file system takes what Podinfo writes.
    ...(unrestricted === undefined && {
      user: { uid: 100, gid: 101 },
      writable: ['/data', ...(stressMemory > 0 ? ['/tmp'] : [])],
    }),
  };
}

/** The colour of the page, and where it is said. */
interface PageColor {
  readonly prop: string;
  readonly got?: string;
  readonly hex?: string;
}

function pageColor(inCode: string | undefined, release: AppReleaseEntry | undefined): PageColor {
  const released = release?.take('color');
  const got = released ?? inCode;
  const prop = released === undefined ? 'color' : (release?.where('color') ?? 'color');
  return { prop, got, hex: got === undefined ? undefined : colorHex(got) };
}

function checkColor({ prop, got, hex }: PageColor): Problem[] {
  if (got === undefined || hex !== undefined) return [];
  return [{ prop, must: 'be a colour name or #rrggbb', got, remedy: `the names are ${COLOR_NAMES.join(', ')}` }];
}
