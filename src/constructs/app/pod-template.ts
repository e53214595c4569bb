import type { Resources } from './resources';

/** What distinguishes the pods of one app from another's; everything else is the same restricted pod. */
interface PodTemplateInput {
  /** Name of the app: the `app` label, and the service account. */
  readonly name: string;
  /** Name of the container. */
  readonly containerName: string;
  /** Image with its tag. */
  readonly image: string;
  /** The command and its arguments. */
  readonly command: readonly string[];
  /** Environment variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Ports by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** Name of the port whose metrics Prometheus scrapes. */
  readonly metricsPort: number;
  /** Paths that tell whether the app lives and is ready, on the port `http`. */
  readonly probes: { readonly liveness: string; readonly readiness: string };
  /** CPU and memory. */
  readonly resources: Resources;
  /** User and group that the image is made for. */
  readonly user: { readonly uid: number; readonly gid: number };
  /** Folders that the app writes to; the rest of its file system is read-only. */
  readonly writable: Readonly<Record<string, string>>;
  /** Label of nodes by whose values replicas are spread, beside the host. */
  readonly zoneTopologyKey?: string;
}

/** The pod template of an app, fit for the restricted Pod Security Standard. */
export function podTemplate(input: PodTemplateInput) {
  const { name, user, writable } = input;
  const volumes = Object.keys(writable);
  return {
    metadata: {
      labels: { app: name },
      annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(input.metricsPort) },
    },
    spec: {
      serviceAccountName: name,
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: user.uid,
        runAsGroup: user.gid,
        fsGroup: user.gid,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      topologySpreadConstraints: spread(input),
      containers: [container(input)],
      ...(volumes.length > 0 && { volumes: volumes.map((volume) => ({ name: volume, emptyDir: {} })) }),
    },
  };
}

function container(input: PodTemplateInput) {
  const { env, ports, probes, writable } = input;
  const mounts = Object.entries(writable).map(([name, mountPath]) => ({ name, mountPath }));
  const variables = Object.entries(env).map(([name, value]) => ({ name, value }));
  return {
    name: input.containerName,
    image: input.image,
    imagePullPolicy: 'IfNotPresent',
    command: input.command,
    ...(variables.length > 0 && { env: variables }),
    ports: Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort, protocol: 'TCP' })),
    livenessProbe: probe(probes.liveness),
    readinessProbe: probe(probes.readiness),
    resources: input.resources,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    ...(mounts.length > 0 && { volumeMounts: mounts }),
  };
}

function probe(path: string) {
  return { httpGet: { path, port: 'http' }, initialDelaySeconds: 5, timeoutSeconds: 5 };
}

/** Flagger rewrites the label in these selectors for the primary, so each version is spread by itself. */
function spread({ name, zoneTopologyKey }: PodTemplateInput) {
  const keys = ['kubernetes.io/hostname', ...(zoneTopologyKey === undefined ? [] : [zoneTopologyKey])];
  return keys.map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { app: name } },
  }));
}
