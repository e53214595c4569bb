import { ApiObject, type ApiObjectProps, Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { setOutputDirectory } from '../../src/model/output-directory';
import { GitOpsApp, type GitOpsAppProps } from '../../src/synth/gitops-app';
import { SynthError } from '../../src/synth/synth-error';
import { temporaryFolder } from './synth-folder';

/** An app that publishes to a folder of its own, which need not exist yet. */
export function testApp(props: GitOpsAppProps = {}): GitOpsApp {
  return new GitOpsApp({ outdir: `${temporaryFolder()}/dist`, ...props });
}

/** A chart that goes to a folder of its own: by default `apps/dev/<id>` of the cluster `laptop`. */
export function folderChart(
  scope: Construct,
  id: string,
  { path = `apps/dev/${id}`, cluster = 'laptop', ...props }: { path?: string; cluster?: string } & ChartProps = {},
): Chart {
  const chart = new Chart(scope, id, props);
  setOutputDirectory(chart, { path, cluster });
  return chart;
}

/** A ConfigMap named by its id, unless the props say otherwise. */
export function configMap(scope: Construct, id: string, props: Partial<ApiObjectProps> = {}): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, ...props });
}

/** What keeps an app from being synthesized, as lines `<construct path>: <text>`. */
export function findingsOf(app: GitOpsApp): string[] {
  try {
    app.synth();
  } catch (error) {
    if (!(error instanceof SynthError)) throw error;
    return error.findings.map(({ path, message }) => `${path}: ${message}`);
  }
  return [];
}
