import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { eks } from '../../src/constructs/infrastructure/eks';
import { infrastructure } from '../../src/constructs/infrastructure/infrastructure';
import { k3s } from '../../src/constructs/infrastructure/k3s';
import { type ManifestObject, synth } from '../../src/testing';
import versions from '../../src/versions.json';
import { cluster } from '../constructs/infrastructure/fixture';
import { CHART_TABLES, checkedPaths, checkValues, type Facts } from './support/chart-values';

interface Release {
  readonly chart: string;
  readonly values: object;
}

/** The pinned chart that a HelmRelease installs: its name and its repository's address are both needed. */
function releasesOf(objects: readonly ManifestObject[]): Release[] {
  const urls = new Map(
    objects
      .filter(({ kind }) => kind === 'HelmRepository')
      .map(({ metadata, spec }) => [metadata.name, (spec as { url: string }).url]),
  );
  return objects
    .filter(({ kind }) => kind === 'HelmRelease')
    .map(({ spec }) => {
      const { chart, values = {} } = spec as {
        chart: { spec: { chart: string; version: string; sourceRef: { name: string } } };
        values?: object;
      };
      const { chart: name, version, sourceRef } = chart.spec;
      const url = urls.get(sourceRef.name) ?? '';
      const pin = Object.entries(versions.charts).find(
        ([, pinned]) => pinned.chart === name && pinned.version === version && pinned.repository === url,
      );
      return { chart: pin?.[0] ?? `${url}/${name} ${version}, which versions.json does not pin`, values };
    });
}

function errorsOf({ chart, values }: Release): string[] {
  const table = CHART_TABLES.get(chart);
  if (table === undefined) return [`${chart}: must have a table in test/contract/support/chart-values`];
  return checkValues(table.values, values).map((text) => `${chart}: ${text}`);
}

/** What this repository's own fleet has committed. */
function committed(): ManifestObject[] {
  const folder = join(__dirname, '../../dist');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')))
    .map((document) => document.toJS() as ManifestObject);
}

const { certManager, flagger, gatewayApi, grafana, ingressNginx, istio, linkerd, linkerdSmi, linkerdViz } =
  infrastructure;
const { loadTester, prometheus } = infrastructure;

/** Every component with every option on, in every kind of cluster. */
const clusters = [
  cluster({
    branch: 'main',
    platform: k3s({ singleNode: false }),
    infrastructure: [
      certManager(),
      gatewayApi(),
      ...linkerd({ cni: false }),
      linkerdSmi(),
      linkerdViz({ prometheusUrl: 'https://metrics.example.com' }),
      ingressNginx(),
      flagger({ meshProvider: 'linkerd', metricsServer: 'https://metrics.example.com', noCrossNamespaceRefs: false }),
      loadTester({ namespaces: ['bank'] }),
    ],
  }),
  cluster({
    branch: 'main',
    platform: eks({ region: 'eu-west-1', loadBalancerScheme: 'internal' }),
    infrastructure: [
      certManager(),
      gatewayApi(),
      ...linkerd(),
      linkerdSmi(),
      prometheus({ kubeStateMetrics: true, retention: '2d', scrapeInterval: '5s', size: '1Gi' }),
      grafana({ canaries: ['linkerd'] }),
      linkerdViz(),
      ingressNginx(),
      flagger({ meshProvider: 'linkerd' }),
      loadTester(),
    ],
  }),
  ...[k3s(), eks({ region: 'eu-west-1' })].map((platform) =>
    cluster({
      branch: 'main',
      platform,
      infrastructure: [
        gatewayApi(),
        ...istio({ cni: platform.name === 'eks', ingressGateway: true }),
        prometheus(),
        grafana(),
        flagger({ meshProvider: 'istio' }),
        loadTester(),
      ],
    }),
  ),
];

const releases = [committed(), ...clusters.map((each) => synth(each))].flatMap(releasesOf);

describe('the values that a chart is given', () => {
  const titles = [...CHART_TABLES].map(([chart, { version, read }]): [string, string] => [
    `${chart} ${version}${read === version ? '' : `, read from ${read}`}`,
    chart,
  ]);

  test.each(titles)('are values of %s', (_title, chart) => {
    const found = releases.filter((release) => release.chart === chart);
    expect(found.flatMap(errorsOf)).toStrictEqual([]);
    expect(found).not.toHaveLength(0);
  });

  test('are those of pinned charts, each with a table for the pinned version', () => {
    const pinned = Object.entries(versions.charts).map(([chart, { version }]) => [chart, version]);
    const tables = [...CHART_TABLES].map(([chart, { version }]) => [chart, version]);
    expect(Object.fromEntries(tables)).toStrictEqual(Object.fromEntries(pinned));
    expect(releases.filter(({ chart }) => !CHART_TABLES.has(chart))).toStrictEqual([]);
  });

  test('are named in the docs where the table is of another version', () => {
    const page = readFileSync(join(__dirname, '../../docs/constructs/infrastructure.md'), 'utf8');
    const inexact = [...CHART_TABLES].filter(([, { version, read }]) => read !== version);
    const rows = inexact.map(([chart, { version, read }]) => `| \`${chart}\` | ${version} | ${read} |`);
    expect(page.match(/^\| `.*` \| v?[0-9][^|]* \| v?[0-9][^|]* \|$/gm)).toStrictEqual(rows);
  });
});

describe('the check', () => {
  const facts = (chart: string): Facts => CHART_TABLES.get(chart)?.values ?? {};
  const places = releases.flatMap(({ chart, values }) =>
    checkedPaths(facts(chart), values).map((path) => ({ chart, values, path })),
  );

  test('finds a misspelt key wherever a chart knows its keys', () => {
    const missed = places.filter(({ chart, values, path }) => {
      const wrong = rename(values, path);
      return checkValues(facts(chart), wrong).length !== 1;
    });
    expect(missed).toStrictEqual([]);
    expect(places.length).toBeGreaterThan(releases.length);
  });

  test('finds a value of another type', () => {
    expect(
      errorsOf({
        chart: 'flagger',
        values: {
          leaderElection: { replicaCount: '2' },
          podDisruptionBudget: true,
          resources: [],
          crd: { create: null },
        },
      }),
    ).toStrictEqual([
      'flagger: leaderElection.replicaCount must be number, got string',
      'flagger: podDisruptionBudget must be a map, got boolean',
      'flagger: resources must be map, got list',
    ]);
  });

  test('does not know a chart at a version that is not pinned', () => {
    const [release] = committed().filter(({ kind }) => kind === 'HelmRelease');
    const other = JSON.parse(
      JSON.stringify(release).replace(/"version":"[^"]+"/, '"version":"0.0.1"'),
    ) as ManifestObject;
    expect(releasesOf([other]).flatMap(errorsOf)).toStrictEqual([
      expect.stringMatching(/ 0\.0\.1, which versions\.json does not pin: must have a table/),
    ]);
  });
});

/** The same values with one key misspelt. */
function rename(values: object, [key = '', ...rest]: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]: [string, unknown]) => {
      if (name !== key) return [name, value];
      return rest.length === 0 ? [`${name}s`, value] : [name, rename(value as object, rest)];
    }),
  );
}
