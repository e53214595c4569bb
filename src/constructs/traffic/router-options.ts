import type { Problem } from '../../model/problem';
import { checkHost, checkUrl } from './address';
import type { TrafficBinding, TrafficTarget } from './traffic-provider';

/** Options of every provider that is judged by its own metrics. */
export interface MeasuredOptions {
  /** Address of the Prometheus that scrapes the router. @default 'http://prometheus.monitoring:9090' */
  readonly prometheus?: string;
}

/** Options of a provider whose requests come in through a proxy of its own. */
export interface ProxyOptions extends MeasuredOptions {
  /** Where a load test enters: the proxy's Service, without a trailing `/`. @default - the one of a usual installation */
  readonly entry?: string;
  /** Host name that a load test asks for. @default - the one of the app's Ingress */
  readonly host?: string;
}

/** The Prometheus that `infrastructure.prometheus()` installs. */
export const PROMETHEUS = 'http://prometheus.monitoring:9090';

/** The address of the Prometheus, by default or as given. */
export function prometheusOf({ prometheus = PROMETHEUS }: MeasuredOptions): string {
  return prometheus;
}

/** Checks the address of the Prometheus. */
export function checkMeasured(options: MeasuredOptions): Problem[] {
  return checkUrl('provider.prometheus', prometheusOf(options), PROMETHEUS);
}

/**
 * Where requests enter through a proxy, and what is wrong with the options.
 *
 * @param options what the user says.
 * @param usual the address of the proxy's Service in a usual installation.
 * @param target the workload behind it.
 */
export function throughProxy(
  options: ProxyOptions,
  usual: string,
  target: TrafficTarget,
): Required<Pick<TrafficBinding, 'entry' | 'problems'>> {
  const { entry: url = usual, host = target.hosts?.[0] ?? target.ingressHost } = options;
  return {
    entry: { url, ...(host !== undefined && { host }) },
    problems: [
      ...checkMeasured(options),
      ...checkUrl('provider.entry', url, usual),
      ...(options.host === undefined ? [] : checkHost('provider.host', options.host)),
    ],
  };
}
