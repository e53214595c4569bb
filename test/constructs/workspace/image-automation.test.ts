import { Chart } from 'cdk8s';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { ImagePolicy } from '../../../src/constructs/flux/image-policy';
import { semver } from '../../../src/constructs/flux/image-policy-rule';
import { ImageRepository } from '../../../src/constructs/flux/image-repository';
import { ClusterReference } from '../../../src/constructs/infrastructure/cluster-reference';
import { Environment } from '../../../src/constructs/infrastructure/environment';
import { profiles } from '../../../src/constructs/delivery/profiles';
import { k3s } from '../../../src/constructs/infrastructure/k3s';
import { linkerd } from '../../../src/constructs/traffic/linkerd';
import { TeamApps } from '../../../src/constructs/workspace/team-apps';
import { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import type { ImageAutomationProps } from '../../../src/constructs/workspace/image-automation';
import { manifestSerializer } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { adminObjects, clusterIn, devWorkspace, environmentOn, fleetApp, only, problems } from './fixture';

expect.addSnapshotSerializer(manifestSerializer());

const folder = mkdtempSync(join(tmpdir(), 'image-automation-'));
const releases = join(folder, 'dev.yaml');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const automation = {
  images: { backend: { image: 'ghcr.io/stefanprodan/podinfo', policy: semver('6.x') } },
  credentials: 'images-push',
  author: { name: 'flux', email: 'flux@example.com' },
} satisfies ImageAutomationProps;

const markerOf = (policy: string) => JSON.stringify({ $imagepolicy: `${policy}:tag` });

/** A workspace whose backend follows this marker. */
function marked(
  marker: string,
  automated: ImageAutomationProps | false = automation,
  environment = 'dev',
): TeamWorkspace {
  writeFileSync(releases, `shop:\n  backend:\n    tag: 6.9.4 # ${marker}\n`);
  const on = environmentOn(clusterIn(fleetApp(), 'laptop'), environment, { releases });
  const workspace = new TeamWorkspace(on, 'shop', {
    namespaces: ['shop'],
    admins: ['shop-leads'],
    ...(automated !== false && { imageAutomation: automated }),
  });
  new PodinfoApp(workspace, 'backend');
  return workspace;
}

const problemsOf = (workspace: TeamWorkspace) => problems(workspace).map((text) => text.replace(releases, 'dev.yaml'));

describe('image automation of a workspace', () => {
  const marker = markerOf('images-dev-shop:backend');
  const workspace = marked(marker);
  const before = adminObjects(devWorkspace()).length;
  const added = adminObjects(workspace).filter(({ metadata }) =>
    [metadata.name, metadata.namespace].includes('images-dev-shop'),
  );

  test('is one namespace, with everything that it takes', () => {
    expect(added).toMatchSnapshot();
    expect(adminObjects(workspace)).toHaveLength(before + added.length);
    expect(added.flatMap(validateManifest)).toStrictEqual([]);
    expect(problems(workspace)).toStrictEqual([]);
  });

  test('is in a namespace that the team has no rights in: a pod there could mount the Secret that may write', () => {
    const bindings = adminObjects(workspace).filter(({ kind }) => kind === 'RoleBinding');
    expect(bindings.length).toBeGreaterThan(0);
    expect(bindings.map(({ metadata }) => metadata.namespace)).not.toContain('images-dev-shop');
    expect(workspace.namespaces).not.toContain('images-dev-shop');
  });
});

test('a team with a repository of its own gets its changes proposed there', () => {
  const source = { url: 'https://github.com/acme/checkout', branch: 'stable' };
  const imageAutomation = { ...automation, provider: 'github', signingKey: { secretRef: { name: 'sign' } } } as const;
  const workspace = devWorkspace({ source, imageAutomation });
  expect(problems(workspace)).toStrictEqual([]);
  const objects = adminObjects(workspace).filter(({ metadata }) => metadata.namespace === 'images-dev-shop');
  expect(only(objects, 'GitRepository', 'shop')).toMatchObject({
    spec: { url: source.url, ref: { branch: 'stable' }, provider: 'github' },
  });
  expect(only(objects, 'ImageUpdateAutomation', 'shop')).toMatchObject({
    spec: { git: { checkout: { ref: { branch: 'stable' } }, push: { branch: 'image-updates/stable/dev-shop' } } },
  });
});

test('a retired workspace gets no new tags, since no Canary would analyse them', () => {
  const suspended = (retired: boolean): unknown => {
    const source = { url: 'https://github.com/acme/checkout' };
    const objects = adminObjects(devWorkspace({ source, imageAutomation: automation, retired }));
    return (only(objects, 'ImageUpdateAutomation', 'shop').spec as { suspend?: boolean }).suspend;
  };
  expect([suspended(true), suspended(false)]).toStrictEqual([true, undefined]);
});

test('an automation of no image is refused', () => {
  const workspace = devWorkspace({ imageAutomation: { ...automation, images: {} } });
  expect(problems(workspace)).toContainEqual(expect.stringMatching(/images: images must not be empty, got {}/));
});

test('the namespace belongs to one workspace', () => {
  const workspace = devWorkspace({ imageAutomation: automation });
  new TeamWorkspace(workspace.environment, 'thief', { namespaces: ['images-dev-shop'], admins: ['thieves'] });
  expect(problems(workspace)).toContainEqual(
    expect.stringMatching(/thief: namespaces must belong to one workspace of cluster laptop, got "images-dev-shop"/),
  );
});

describe('an image of an automation', () => {
  const own = markerOf('images-dev-shop:backend');
  const podinfo = automation.images.backend;
  const of = (images: ImageAutomationProps['images']) => ({ ...automation, images });

  test('needs a marker behind the tag of its app, held or not', () => {
    expect(problemsOf(marked('no marker'))).toStrictEqual([
      'laptop/dev/shop: imageAutomation.images.backend must have a marker behind shop.backend.tag in dev.yaml, got nothing; Flux would write no tag: add # {"$imagepolicy": "images-dev-shop:backend:tag"} on its line',
    ]);
    expect(problemsOf(marked(`held ${own}`))).toStrictEqual([]);
  });

  test('needs release data', () => {
    expect(problems(devWorkspace({ imageAutomation: of({ settings: podinfo }) }))).toStrictEqual([
      expect.stringContaining('imageAutomation.images must name apps of the workspace, got "settings"'),
    ]);
    const workspace = devWorkspace({ imageAutomation: automation });
    new PodinfoApp(workspace, 'backend', { tag: '6.9.4' });
    expect(problems(workspace)).toStrictEqual([
      'laptop/dev/shop: imageAutomation must stand in an environment with a release file, which Flux edits, got nothing; give the environment its releases',
    ]);
  });

  test('is that of an app of the workspace', () => {
    expect(problemsOf(marked(own, of({ backend: podinfo, frontend: podinfo })))).toStrictEqual([
      'laptop/dev/shop: imageAutomation.images must name apps of the workspace, got "frontend"; the apps are backend',
    ]);
    const image = 'ghcr.io/acme/cart';
    expect(problemsOf(marked(own, of({ backend: { ...podinfo, image } })))).toStrictEqual([
      'laptop/dev/shop: imageAutomation.images.backend.image must be the app\'s own, got "ghcr.io/acme/cart"; the app runs ghcr.io/stefanprodan/podinfo:6.9.4, and would get the tag of another image: name its own',
    ]);
  });
});

describe('a marker in release data', () => {
  test.each(['', 'held '])('that names the policy of its app is right (%j before it)', (held) => {
    expect(problemsOf(marked(`${held}${markerOf('images-dev-shop:backend')}`))).toStrictEqual([]);
  });

  test('needs the policy', () => {
    expect(problemsOf(marked(markerOf('images-dev-shop:backend'), false))).toStrictEqual([
      "laptop/dev: dev.yaml:3:16: the marker of shop.backend.tag must name an ImagePolicy of the environment's cluster, got images-dev-shop:backend; add it to the workspace's imageAutomation, or remove the marker",
    ]);
  });

  test('may name a policy that was made by hand, spelled right', () => {
    const by = (policy: string) => {
      const workspace = marked(markerOf(policy), false);
      const chart = new Chart(workspace.environment.cluster, 'tools');
      new ImageRepository(chart, 'podinfo', { namespace: 'tools', image: 'ghcr.io/stefanprodan/podinfo' });
      new ImagePolicy(chart, 'six', {
        namespace: 'tools',
        imageRepositoryRef: { name: 'podinfo' },
        policy: semver('6.x'),
      });
      return problemsOf(workspace);
    };
    expect(by('tools:six')).toStrictEqual([]);
    expect(by('tool:six')).toStrictEqual([expect.stringContaining('got tool:six; did you mean tools:six?')]);
  });

  test.each(['images-dev-shop:frontend', 'images-dev-media:backend', 'images-prod-shop:backend'])(
    'that names the policy of another app, team or environment is refused: %s',
    (policy) => {
      expect(problemsOf(marked(markerOf(policy)))).toStrictEqual([
        `laptop/dev: dev.yaml:3:16: the marker of shop.backend.tag must name this app's own policy, images-dev-shop:backend, got ${policy}; that one is of another app or environment: write this one`,
      ]);
    },
  );

  test('of a team repository is held against its own name, since the fleet declares the policy', () => {
    const by = (policy: string) => {
      writeFileSync(releases, `shop:\n  backend:\n    tag: 6.9.4 # ${markerOf(policy)}\n`);
      const cluster = new ClusterReference(fleetApp(), 'cloud', { platform: k3s() });
      const on = new Environment(cluster, 'prod', {
        branch: 'main',
        releases,
        profile: profiles.quick,
        traffic: linkerd(),
      });
      const apps = new TeamApps(on, 'shop', { namespaces: ['shop'] });
      new PodinfoApp(apps, 'backend');
      return on.node.validate();
    };
    expect(by('images-prod-shop:backend')).toStrictEqual([]);
    expect(by('images-prod-shop:frontend')).toStrictEqual([
      expect.stringContaining("must name this app's own policy, images-prod-shop:backend"),
    ]);
  });
});
