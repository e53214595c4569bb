import { namespaceRegexp } from '../../delivery/load-tester-pod';
import { addHelmChart } from '../helm-chart';
import type { InfrastructureComponent } from '../infrastructure-component';
import { injection, ISTIO_INJECTION } from './component-namespace';
import { RESTRICTED_CONTAINER } from './high-availability';
import { LOAD_TESTER_URL, NAMESPACES } from '../../../model/platform-namespaces';

/** Options of the load tester that all teams share. */
export interface LoadTesterOptions {
  /**
   * Namespaces whose Canaries it serves; it answers all others with 403. Name those of teams without a load tester of
   * their own.
   *
   * @default - every namespace
   */
  readonly namespaces?: readonly string[];
}

/**
 * Flagger's load tester, which all teams share at `http://flagger-loadtester.flagger-system/`. It keeps gates in memory,
 * so it has one replica.
 *
 * @example
 * new Cluster(app, 'laptop', {
 *   platform: k3s(),
 *   infrastructure: [
 *     infrastructure.prometheus(),
 *     infrastructure.flagger({ meshProvider: 'kubernetes' }),
 *     infrastructure.loadTester(),
 *   ],
 * });
 */
export function loadTester(options: LoadTesterOptions = {}): InfrastructureComponent {
  const { namespaces } = options;
  return {
    name: 'load-tester',
    dependsOn: ['flagger'],
    loadTester: { url: LOAD_TESTER_URL, ...(namespaces !== undefined && { namespaces }) },
    build: (folder, cluster) => {
      addHelmChart(folder, {
        chart: 'loadtester',
        name: 'flagger-loadtester',
        targetNamespace: NAMESPACES.flagger,
        values: {
          // Its requests must come from inside the mesh, or the mesh does not split them.
          podAnnotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080', ...injection(cluster) },
          ...(cluster.components.has('istiod') && { podLabels: ISTIO_INJECTION }),
          securityContext: { enabled: true, context: { ...RESTRICTED_CONTAINER, runAsUser: 100, runAsGroup: 101 } },
          ...(namespaces !== undefined && { cmd: { namespaceRegexp: namespaceRegexp(namespaces) } }),
          resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '512Mi' } },
        },
      });
    },
  };
}
