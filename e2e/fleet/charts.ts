import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KubeObject } from '../control-plane/kube-object';
import { scratchFolder } from '../control-plane/run';
import type { PackedChart } from '../network/packed-chart';
import { type Chart, publishedCharts } from './foundation';
import { git } from './git';

interface HelmRelease extends KubeObject {
  readonly spec: {
    readonly chart: {
      readonly spec: {
        readonly chart: string;
        readonly version: string;
        readonly sourceRef: { readonly name: string };
      };
    };
  };
}

interface HelmRepository extends KubeObject {
  readonly spec: { readonly url: string };
}

/** The charts that a cluster's HelmReleases ask for, in exactly their versions, and no others. */
export function chartsFor(objects: readonly KubeObject[]): PackedChart[] {
  const repositories = objects.filter((object): object is HelmRepository => object.kind === 'HelmRepository');
  return releasesIn(objects).map(({ metadata, spec: { chart } }) => {
    const { chart: name, version, sourceRef } = chart.spec;
    const repository = repositories.find((one) => one.metadata.name === sourceRef.name);
    if (repository === undefined)
      throw new Error(`HelmRelease ${metadata.name} must name a HelmRepository of dist/, got ${sourceRef.name}`);
    const archive = pack(published(name, version) ?? standIn(name, version));
    return { repository: repository.spec.url, name, version, archive };
  });
}

/** Names of the charts that something else stands in for. */
export function standIns(objects: readonly KubeObject[]): string[] {
  const charts = releasesIn(objects).map(({ spec }) => spec.chart.spec);
  return charts.filter(({ chart, version }) => published(chart, version) === undefined).map(({ chart }) => chart);
}

function releasesIn(objects: readonly KubeObject[]): HelmRelease[] {
  return objects.filter((object): object is HelmRelease => object.kind === 'HelmRelease');
}

function published(name: string, version: string): Chart | undefined {
  return publishedCharts().find((one) => one.name === name && one.version === version);
}

/** For a chart that cannot be had: it installs nothing but the values it was given, so that they can be read. */
function standIn(name: string, version: string): Chart {
  const values = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-values
data:
  values.yaml: {{ toYaml .Values | quote }}
`;
  const files = { 'Chart.yaml': JSON.stringify({ apiVersion: 'v2', name, version }), 'templates/values.yaml': values };
  return { name, version, files };
}

/** By git, which is here anyway, and which can make an archive of what it was given. */
function pack({ name, files }: Chart): Buffer {
  const folder = mkdtempSync(join(scratchFolder('charts'), `${name}-`));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  const tree = git(folder, 'write-tree').trim();
  return execFileSync('git', ['archive', '--format=tar.gz', `--prefix=${name}/`, tree], { cwd: folder });
}
