import { join, resolve } from 'node:path';
import type { KubeObject } from '../control-plane/kube-object';
import type { Restartable } from '../control-plane/restartable';
import { until } from '../control-plane/wait';
import { appliedOn } from '../fleet/applied-files';
import { type RunningFlagger, startFlagger } from '../flagger/flagger';
import { startFlux } from '../fleet/flux';
import { type Outside, publishFiles, startOutside } from '../fleet/outside';
import { withBody } from '../network/body';
import { gitHost } from '../network/git-host';
import type { Host } from '../network/network';
import { manifest } from './manifest';
import { kustomizationOf, TeamRepository } from './team-repository';
import { startTenancyWorld, type TenancyWorld } from './tenancy-world';

/** A cluster where the real Flux follows what the teams push, and the real Flagger runs their canaries. */
export interface ControllerWorld extends TenancyWorld {
  readonly repository: TeamRepository;
  readonly outside: Outside;
  /** Requests that Flagger has made to hosts of other teams and of the platform: `host path body`. */
  readonly requests: readonly string[];
  /** The running one. */
  readonly flagger: () => RunningFlagger;
  /** Replaces kustomize-controller by one with further flags. */
  restartFlux(flags: readonly string[]): Promise<void>;
  /** Replaces Flagger by one with or without its lockdown. */
  restartFlagger(noCrossNamespaceRefs: boolean): Promise<void>;
}

/** The HelmRelease by which the fleet installs Flagger. */
interface FlaggerRelease extends KubeObject {
  readonly spec: {
    readonly values: {
      readonly meshProvider: string;
      readonly metricsServer: string;
      readonly noCrossNamespaceRefs: boolean;
    };
  };
}

const CHECKOUT = resolve(__dirname, '../..');

/** Hosts in the cluster that a hostile Canary may aim at. */
const AIMS = ['player.media', 'flagger-loadtester.flagger-system'];

/** Says 1 to every query: that it is there is all that Flagger asks for here. */
const prometheus: Host = (_incoming, response) => {
  const result = [{ metric: {}, value: [0, '1'] }];
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }));
};

/** Starts it. */
export async function startControllerWorld(): Promise<ControllerWorld> {
  const world = await startTenancyWorld();
  try {
    return await startControllers(world);
  } catch (error) {
    await world.stop();
    throw error;
  }
}

async function startControllers(world: TenancyWorld): Promise<ControllerWorld> {
  const { plane } = world;
  const repository = new TeamRepository(join(plane.folder, 'repositories'));
  const cluster = appliedOn(CHECKOUT, plane.name);
  const outside = await startOutside(plane.folder, repository.folder, cluster);
  plane.onStop(() => outside.network.stop());
  const requests = addHosts(outside);
  addThief(outside, repository.folder);
  const { environment } = outside;
  await startFlux(plane, { controllers: ['source-controller'], environment });
  const startKustomize = async (flags: readonly string[]): Promise<Restartable | undefined> => {
    const flux = await startFlux(plane, { controllers: ['kustomize-controller'], environment, flags });
    return flux.controllers.get('kustomize-controller');
  };
  let kustomize = await startKustomize([]);
  const objects = cluster.folders.flatMap((folder) => folder.objects.map(({ object }) => object));
  const release = objects.find(({ kind, metadata }) => kind === 'HelmRelease' && metadata.name === 'flagger');
  if (release === undefined) throw new Error('dist/ must have HelmRelease flagger, got none');
  const flags = flagsOf(release as FlaggerRelease);
  let flagger = await startFlagger(plane, flags, environment);
  await untilMediaFollows(world);
  return {
    ...world,
    repository,
    outside,
    requests,
    flagger: () => flagger,
    restartFlux: async (further) => {
      await kustomize?.stop();
      kustomize = await startKustomize(further);
    },
    restartFlagger: async (noCrossNamespaceRefs) => {
      await flagger.program.stop();
      flagger = await startFlagger(plane, [...flags, `-no-cross-namespace-refs=${noCrossNamespaceRefs}`], environment);
    },
  };
}

/** What the chart makes of the values; tests/story.test.ts has the chart itself do it. */
function flagsOf({ spec: { values } }: FlaggerRelease): string[] {
  return [
    `-mesh-provider=${values.meshProvider}`,
    `-metrics-server=${values.metricsServer}`,
    `-no-cross-namespace-refs=${values.noCrossNamespaceRefs}`,
  ];
}

function addHosts({ network }: Outside): string[] {
  const requests: string[] = [];
  network.add('prometheus.monitoring:9090', prometheus);
  for (const host of AIMS) {
    network.add(host, (incoming, response) => {
      withBody(incoming, (body) => {
        requests.push(`${host} ${incoming.url ?? ''} ${body}`);
        response.end();
      });
    });
  }
  return requests;
}

/** A host where a hostile team keeps more of its manifests: as a repository, and as a file. */
function addThief({ network }: Outside, repositories: string): void {
  const more = manifest('v1 ConfigMap', 'shop/remote');
  const files = { 'kustomization.yaml': kustomizationOf(['more.yaml']), 'more.yaml': JSON.stringify(more) };
  publishFiles(repositories, 'thief/base', 'v1', new Map(Object.entries(files)));
  const git = gitHost(repositories);
  network.add('thief.example.com', (incoming, response) => {
    if (incoming.url === '/more.yaml') response.end(JSON.stringify(more));
    else git(incoming, response);
  });
}

async function untilMediaFollows({ plane: { kube } }: TenancyWorld): Promise<void> {
  await until('Flux applies what the other team pushes', () =>
    kube.get({ apiVersion: 'v1', kind: 'ConfigMap' }, { namespace: 'media', name: 'base' }),
  );
}
