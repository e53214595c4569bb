import { ApiObject } from 'cdk8s';
import { PodinfoApp } from '../constructs/app/podinfo-app';
import { Canary } from '../constructs/delivery/canary';
import { blueGreen } from '../constructs/delivery/strategy';
import type { Environment } from '../constructs/infrastructure/environment';
import { HttpRoute } from '../constructs/traffic/http-route';
import { TrafficSplit } from '../constructs/traffic/traffic-split';
import { TeamWorkspace } from '../constructs/workspace/team-workspace';

/** Team media: a player that changes over all at once, and a catalog whose two versions the team splits by hand. */
export function media(environment: Environment): void {
  const workspace = new TeamWorkspace(environment, 'media', {
    namespaces: ['media', 'media-catalog'],
    admins: ['media-leads'],
    notifications: { type: 'slack', channel: 'media', secretName: 'chat' },
  });
  const [, catalogNamespace = ''] = workspace.namespaces;

  const player = new PodinfoApp(workspace, 'player');
  new Canary(workspace, 'player-rollout', { target: player, strategy: blueGreen({ iterations: 10 }) });

  catalog(workspace, catalogNamespace);
}

/** Two Services behind one name. The shares change by a commit, not by Flagger: this is no rollout but a comparison. */
function catalog(workspace: TeamWorkspace, namespace: string): void {
  const versions = ['catalog-v1', 'catalog-v2'].map((id) => new PodinfoApp(workspace, id, { namespace }));
  const port = versions[0]?.port ?? 0;
  new ApiObject(workspace, 'catalog', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'catalog', namespace },
    spec: { selector: { app: 'catalog-v1' }, ports: [{ name: 'http', port, targetPort: 'http' }] },
  });
  const split = { old: 90, new: 10 };
  if (workspace.environment.traffic.provider === 'linkerd') {
    new TrafficSplit(workspace, 'catalog-split', {
      namespace,
      service: 'catalog',
      backends: [
        { service: 'catalog-v1', weight: split.old },
        { service: 'catalog-v2', weight: split.new },
      ],
    });
    return;
  }
  new HttpRoute(workspace, 'catalog-split', {
    namespace,
    parentRefs: [{ group: 'core', kind: 'Service', name: 'catalog', namespace, port }],
    rules: [
      {
        backendRefs: [
          { name: 'catalog-v1', port, weight: split.old },
          { name: 'catalog-v2', port, weight: split.new },
        ],
      },
    ],
  });
}
