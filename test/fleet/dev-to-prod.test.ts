import { PodinfoApp } from '../../src/constructs/app/podinfo-app';
import { profiles } from '../../src/constructs/delivery/profiles';
import { Cluster } from '../../src/constructs/infrastructure/cluster';
import { eks } from '../../src/constructs/infrastructure/eks';
import { Environment, type EnvironmentProps } from '../../src/constructs/infrastructure/environment';
import { infrastructure } from '../../src/constructs/infrastructure/infrastructure';
import { k3s } from '../../src/constructs/infrastructure/k3s';
import type { Platform } from '../../src/constructs/infrastructure/platform';
import { linkerd, linkerdSmi } from '../../src/constructs/traffic/linkerd';
import { TeamWorkspace } from '../../src/constructs/workspace/team-workspace';
import { fleet } from '../../src/fleet/fleet';
import { checkout } from '../../src/fleet/checkout';
import { media } from '../../src/fleet/media';
import { shop } from '../../src/fleet/shop';
import { GitOpsApp } from '../../src/synth/gitops-app';
import { synth } from '../../src/testing';
import { type Change, changesBetween, fieldsOf } from './support/changes';

/** Everything in which a place to run may differ from another one. */
interface Place {
  readonly cluster: string;
  readonly environment: string;
  readonly branch: string;
  readonly platform: Platform;
  readonly smi: boolean;
  readonly profile: EnvironmentProps['profile'];
  readonly traffic: EnvironmentProps['traffic'];
  readonly releases: string;
}

type Workspace = (environment: Environment) => void;

const DEV: Place = {
  cluster: 'laptop',
  environment: 'dev',
  branch: 'dev',
  platform: k3s(),
  smi: true,
  profile: profiles.quick,
  traffic: linkerdSmi(),
  releases: 'releases/dev.yaml',
};

/** What leads from dev to prod, one step after the other. What a place is called may change names, and nothing else. */
const STEPS: readonly (readonly [cause: string, step: Partial<Place>])[] = [
  ['name', { cluster: 'cloud', environment: 'prod', branch: 'main' }],
  ['platform', { platform: eks({ region: 'eu-west-1' }), smi: false, traffic: linkerd() }],
  ['profile', { profile: profiles.steady }],
  ['release data', { releases: 'releases/prod.yaml' }],
];

const app = () => new GitOpsApp({ repository: 'https://github.com/acme/fleet' });

function fieldsIn(place: Place, workspace: Workspace): Readonly<Record<string, string>> {
  const { certManager, flagger, gatewayApi, ingressNginx, linkerd: mesh, linkerdSmi: smi } = infrastructure;
  const { prometheus, loadTester } = infrastructure;
  const parts = [certManager(), gatewayApi(), ...mesh(), ...(place.smi ? [smi()] : []), prometheus(), ingressNginx()];
  const { platform, profile, traffic, releases, branch } = place;
  const cluster = new Cluster(app(), place.cluster, {
    platform,
    branch,
    infrastructure: [...parts, flagger({ meshProvider: 'linkerd' }), loadTester()],
  });
  const environment = new Environment(cluster, place.environment, { branch, releases, profile, traffic });
  workspace(environment);
  return fieldsOf(synth(environment));
}

/** A name of the one place, where the other has its own: as a part of a name, a path or a host, or alone. */
function renamed(text: string): string {
  return text
    .replaceAll(/(?<![a-z0-9])dev(?![a-z0-9])/g, 'prod')
    .replaceAll(/(?<![a-z0-9])laptop(?![a-z0-9])/g, 'cloud');
}

/** What each step changes. Of the first only what is not a name is left. */
function attributed(workspace: Workspace): { readonly changes: (Change & { cause: string })[]; readonly last: object } {
  let place = DEV;
  let before = fieldsIn(place, workspace);
  const changes = STEPS.flatMap(([cause, step]) => {
    place = { ...place, ...step };
    const after = fieldsIn(place, workspace);
    const from = cause === 'name' ? rename(before) : before;
    before = after;
    return changesBetween(from, after).map((change) => ({ ...change, cause }));
  });
  return { changes, last: before };
}

/** The environment's name becomes the other's; its branch, which has no name of its own in a manifest, too. */
function rename(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([pointer, value]) => [
      renamed(pointer),
      pointer.endsWith('/spec/ref/branch') ? value.replace('dev', 'main') : renamed(value),
    ]),
  );
}

function everyTeam(environment: Environment): void {
  for (const workspace of [shop, media, checkout]) workspace(environment);
}

describe('the workspaces of dev and of prod', () => {
  const { changes, last } = attributed(everyTeam);

  test('differ only where platform, profile or release data say so', () => {
    const of = (wanted: string): string[] => changes.filter(({ cause }) => cause === wanted).map(({ text }) => text);
    const lines = STEPS.flatMap(([cause]) => of(cause).map((text) => `  ${cause}: ${text}`));
    process.stderr.write(`dev becomes prod: ${lines.length} differences besides names\n${lines.join('\n')}\n`);
    expect(of('name')).toStrictEqual([]);
    expect(STEPS.slice(1).filter(([cause]) => of(cause).length === 0)).toStrictEqual([]);
  });

  test('the last step leads to what the fleet writes for prod', () => {
    const real = app();
    fleet(real);
    expect(fieldsOf(synth(real.node.findChild('cloud').node.findChild('prod')))).toStrictEqual(last);
  });
});

test('a workspace that looks at what its environment is called is found', () => {
  const { changes } = attributed((environment) => {
    const admins = [environment.name === 'prod' ? 'few' : 'many'];
    const workspace = new TeamWorkspace(environment, 'blog', { namespaces: ['blog'], admins });
    new PodinfoApp(workspace, 'web', { tag: '6.9.4' });
    everyTeam(environment);
  });
  expect(changes.filter(({ cause }) => cause === 'name').map(({ text }) => text)).toContain(
    'RoleBinding blog.blog-deploy /subjects/1/name: "many" becomes "few"',
  );
});
