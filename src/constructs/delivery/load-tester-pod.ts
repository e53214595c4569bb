import versions from '../../versions.json';
import { RESTRICTED_CONTAINER } from '../infrastructure/components/high-availability';

/** Where a load tester listens. */
export const TESTER_PORT = 8080;

/** What distinguishes one load tester from another. */
interface LoadTesterPod {
  /** Its name, as its label `app` and that of its service account and its ConfigMap. */
  readonly name: string;
  /** Namespaces whose Canaries it serves. */
  readonly namespaces: readonly string[];
  /** Whether it has files of its own. */
  readonly hasFiles: boolean;
  /** Names of the Secrets that its image is pulled with. */
  readonly imagePullSecrets: readonly string[];
}

/** The regular expression of the namespaces that a load tester serves. */
export function namespaceRegexp(namespaces: readonly string[]): string {
  return `^(${namespaces.join('|')})$`;
}

/** The pod template of a load tester, fit for the restricted Pod Security Standard. */
export function loadTesterPod({ name, namespaces, hasFiles, imagePullSecrets }: LoadTesterPod) {
  return {
    metadata: {
      labels: { app: name },
      annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(TESTER_PORT) },
    },
    spec: {
      serviceAccountName: name,
      automountServiceAccountToken: false,
      ...(imagePullSecrets.length > 0 && { imagePullSecrets: imagePullSecrets.map((secret) => ({ name: secret })) }),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 100,
        runAsGroup: 101,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'loadtester',
          // The chart and the image of the shared one have one version.
          image: `ghcr.io/fluxcd/flagger-loadtester:${versions.charts.loadtester.version}`,
          imagePullPolicy: 'IfNotPresent',
          command: [
            './loadtester',
            `-port=${TESTER_PORT}`,
            '-log-level=info',
            '-timeout=1h',
            // Flagger would pass on what any team's Canary asks for.
            `-namespace-regexp=${namespaceRegexp(namespaces)}`,
          ],
          // The image keeps a file below /tmp.
          env: [{ name: 'TMPDIR', value: '/scratch' }],
          ports: [{ name: 'http', containerPort: TESTER_PORT, protocol: 'TCP' }],
          livenessProbe: probe(),
          readinessProbe: probe(),
          resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '512Mi' } },
          securityContext: RESTRICTED_CONTAINER,
          volumeMounts: [
            { name: 'scratch', mountPath: '/scratch' },
            ...(hasFiles ? [{ name: 'files', mountPath: '/files', readOnly: true }] : []),
          ],
        },
      ],
      volumes: [{ name: 'scratch', emptyDir: {} }, ...(hasFiles ? [{ name: 'files', configMap: { name } }] : [])],
    },
  };
}

function probe() {
  return { httpGet: { path: '/healthz', port: 'http' }, timeoutSeconds: 5 };
}
