import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { PodinfoApp, WebApp } from '../../src';
import { problemsOf } from '../constructs/delivery/fixture';

/** Manifests that Flagger and its users publish. They are not part of this repository; without them nothing is compared. */
const PUBLISHED = process.env.PUBLISHED_MANIFESTS ?? resolve(__dirname, '../../../shared/published');

interface Published {
  /** Folder of the documents, whose kustomization.yaml says their namespace. */
  readonly folder: string;
  /** Files that are compared, with all their documents. */
  readonly files: readonly string[];
  /** Kinds that the construct writes beside them, since the folder has them elsewhere. */
  readonly besides?: readonly string[];
  /** The construct that writes the same. */
  readonly build: (chart: Chart) => unknown;
}

const podcli = (path: string) => ({
  exec: { command: ['podcli', 'check', 'http', `localhost:9898/${path}`] },
  initialDelaySeconds: 5,
  timeoutSeconds: 5,
});

const healthz = {
  exec: { command: ['wget', '--quiet', '--tries=1', '--timeout=4', '--spider', 'http://localhost:8080/healthz'] },
  timeoutSeconds: 5,
};

/** Nothing of what an app has beside its workload. */
const BARE = { serviceAccount: 'default', disruptionBudget: false, topologySpread: [] } as const;

const CASES: readonly Published[] = [
  {
    folder: 'flagger/kustomize/podinfo',
    files: ['deployment.yaml', 'hpa.yaml'],
    build: (chart) =>
      new PodinfoApp(chart, 'podinfo', {
        ...BARE,
        tag: '6.0.0',
        containerName: 'podinfod',
        grpcServiceName: 'podinfo',
        level: 'info',
        randomDelay: false,
        randomError: false,
        color: '#34577c',
        probes: { liveness: podcli('healthz'), readiness: podcli('readyz') },
        resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '2000m', memory: '512Mi' } },
        autoscaler: { labels: {} },
        service: false,
        unrestricted: {},
      }),
  },
  {
    folder: 'flagger/kustomize/tester',
    files: ['deployment.yaml', 'service.yaml'],
    build: (chart) =>
      new WebApp(chart, 'flagger-loadtester', {
        ...BARE,
        image: 'ghcr.io/fluxcd/flagger-loadtester',
        tag: '0.38.0',
        containerName: 'loadtester',
        command: ['./loadtester', '-port=8080', '-log-level=info', '-timeout=1h'],
        ports: { http: { containerPort: 8080 } },
        service: { http: 80 },
        metrics: { port: 'http' },
        podAnnotations: { 'openservicemesh.io/inbound-port-exclusion-list': '80, 8080' },
        probes: { liveness: healthz, readiness: healthz },
        resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '1000m', memory: '512Mi' } },
        autoscaler: false,
        rollout: {},
        unrestricted: { container: { readOnlyRootFilesystem: true, runAsUser: 10_001 } },
      }),
  },
  {
    folder: 'gitops-linkerd/apps/frontend',
    files: ['podinfo-ingress.yaml'],
    besides: ['ServiceAccount', 'Deployment', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'Service'],
    build: (chart) =>
      new PodinfoApp(chart, 'podinfo', { tag: '6.2.0', service: { http: 80 }, ingress: { host: '*.sslip.io' } }),
  },
];

function read(folder: string, file: string): string {
  return readFileSync(join(PUBLISHED, folder, file), 'utf8');
}

/** The documents of a folder's files, in the namespace that its kustomization.yaml puts them into. */
function publishedOf({ folder, files }: Published): unknown[] {
  const { namespace } = parse(read(folder, 'kustomization.yaml')) as { namespace: string };
  return files
    .flatMap((file) => parseAllDocuments(read(folder, file)).map((document) => document.toJS() as { metadata: object }))
    .map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }));
}

function writtenBy({ folder, besides = [], build }: Published): { problems: string[]; objects: unknown[] } {
  const { namespace } = parse(read(folder, 'kustomization.yaml')) as { namespace: string };
  const chart = new Chart(Testing.app(), 'published', { namespace });
  build(chart);
  const objects = Testing.synth(chart) as { kind: string }[];
  return { problems: problemsOf(chart), objects: objects.filter(({ kind }) => !besides.includes(kind)) };
}

const there = CASES.filter(({ folder }) => existsSync(join(PUBLISHED, folder)));
const count = (cases: readonly Published[]) => cases.reduce((sum, { files }) => sum + files.length, 0);

const total = count(CASES);
const compared = count(there);

describe(`published workloads, of which ${compared} of ${total} documents are here to compare`, () => {
  if (compared < total) {
    // Nothing fails where they are not: this says so in the report.
    test.todo(`the other ${total - compared}: set PUBLISHED_MANIFESTS to the folder that has them`);
  }

  if (compared > 0) {
    test.each(there.map((one) => [one.folder, one] as const))(
      '%s is written by a construct, without a patch',
      (_folder, one) => {
        const { problems, objects } = writtenBy(one);
        expect(problems).toStrictEqual([]);
        expect(objects).toHaveLength(one.files.length);
        expect(objects).toStrictEqual(expect.arrayContaining(publishedOf(one)));
      },
    );
  }
});
