import { join } from 'node:path';
import type { TeamWorkspaceProps } from '../../../src/constructs/workspace/team-workspace-props';
import { GitOpsApp } from '../../../src/synth/gitops-app';
import { findingsOf } from '../../support/synth-app';
import { filesIn, removeFolders, temporaryFolder } from '../../support/synth-folder';
import { clusterIn, environmentOn, workspaceIn } from './fixture';

afterAll(removeFolders);

const source = { url: 'https://github.com/acme/shop' };

/** Team shop on dev of laptop and on prod of cloud. */
function shopFleet(outdir: string, clusters: readonly string[], props: Partial<TeamWorkspaceProps>): GitOpsApp {
  const app = new GitOpsApp({ outdir, repository: 'https://github.com/acme/fleet', clusters });
  workspaceIn(environmentOn(clusterIn(app, 'laptop'), 'dev'), 'shop', props);
  workspaceIn(environmentOn(clusterIn(app, 'cloud'), 'prod'), 'shop', props);
  return app;
}

test.each([undefined, source])('a workspace of a chosen cluster is checked, its source being %j', (from) => {
  const props = { admins: [], ...(from !== undefined && { source: from }) };
  expect(findingsOf(shopFleet(join(temporaryFolder(), 'dist'), ['cloud'], props))).toStrictEqual([
    'cloud/prod/shop: admins must not be empty, got []; name a group of people that answers for the workspace',
  ]);
});

test('apps that move to the team’s own repository leave the folders of chosen clusters, and no list of nothing stays', () => {
  const outdir = join(temporaryFolder(), 'dist');
  shopFleet(outdir, [], {}).synth();
  shopFleet(outdir, ['cloud'], { source }).synth();
  expect(filesIn(outdir).filter((path) => path.startsWith('apps/'))).toStrictEqual([
    'apps/dev/shop/kustomization.yaml',
    'apps/dev/shop/settings.yaml',
  ]);
});
