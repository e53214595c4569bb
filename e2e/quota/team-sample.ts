import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { teamFleet } from '../../bench/apps/team-fleet';
import type { KubeObject } from '../control-plane/kube-object';
import { scratchFolder } from '../control-plane/run';
import type { AppliedFolder } from '../fleet/applied-files';

/** Of the benchmark's fleet of teams; each from another cluster, since all of them have the same teams. */
const SAMPLE: readonly (readonly [environment: string, team: string])[] = [
  ['dev', 'team-0'],
  ['staging', 'team-1'],
  ['prod', 'team-499'],
  ['dev', 'team-998'],
  ['prod', 'team-999'],
];

/** Synthesizes a thousand teams on three clusters, as the benchmark does, and reads what Flux would apply for some of them. */
export function sampleOfTeams(): readonly AppliedFolder[] {
  const folder = scratchFolder('teams');
  teamFleet(1000, folder).synth();
  return SAMPLE.flatMap(([environment, team]) => [
    {
      by: `flux-system/workspace-${environment}-${team}`,
      serviceAccount: { namespace: 'flux-system', name: 'kustomize-controller' },
      objects: objectsIn(join(folder, 'workspaces', environment, team)),
    },
    {
      by: `${team}/${team}`,
      serviceAccount: { namespace: team, name: `${team}-deploy` },
      objects: objectsIn(join(folder, 'apps', environment, team)),
    },
  ]);
}

/** In the order of its kustomization.yaml, which is that of the names; Namespaces first, as Flux applies them. */
function objectsIn(folder: string): AppliedFolder['objects'] {
  const files = readdirSync(folder).filter((name) => name !== 'kustomization.yaml');
  const objects = files.sort().flatMap((file) =>
    parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => ({
      file: join(folder, file),
      object: document.toJS() as KubeObject,
    })),
  );
  const isFirst = ({ object }: { readonly object: KubeObject }) => object.kind === 'Namespace';
  return [...objects.filter(isFirst), ...objects.filter((one) => !isFirst(one))];
}
