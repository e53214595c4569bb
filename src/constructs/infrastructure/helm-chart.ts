import type { Construct } from 'constructs';
import versions from '../../versions.json';
import { HelmRelease, type HelmReleaseProps } from '../flux/helm-release';
import { HelmRepository } from '../flux/helm-repository';

/** A chart whose repository and version `versions.json` pins. */
type PinnedChart = keyof typeof versions.charts;

/** How {@link addHelmChart} installs a chart. */
export interface HelmChartOptions extends Omit<HelmReleaseProps, 'chart' | 'name' | 'namespace'> {
  /** The chart. */
  readonly chart: PinnedChart;
  /** Name of the release. @default - the chart's */
  readonly name?: string;
  /** Namespace that the chart's objects go to. */
  readonly targetNamespace: string;
}

/**
 * Installs a pinned chart: a HelmRepository and a HelmRelease, both in flux-system, since under lockdown a release may
 * neither use another namespace's repository nor, as another namespace's service account, install cluster-wide objects.
 *
 * @param scope where the two go: a component's folder, or a construct that is one file of it.
 * @param options what is installed.
 */
export function addHelmChart(scope: Construct, options: HelmChartOptions): void {
  const { chart, name = chart, ...release } = options;
  const { repository, chart: chartName, version } = versions.charts[chart];
  new HelmRepository(scope, 'repository', { name, url: repository });
  new HelmRelease(scope, 'release', { ...release, name, chart: { name: chartName, version, repository: name } });
}
