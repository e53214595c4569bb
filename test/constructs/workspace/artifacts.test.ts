import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PodinfoApp } from '../../../src/constructs/app/podinfo-app';
import { semver } from '../../../src/constructs/flux/image-policy-rule';
import type { FleetArtifact } from '../../../src/constructs/infrastructure/fleet-artifact';
import type { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import type { TeamWorkspaceProps } from '../../../src/constructs/workspace/team-workspace-props';
import { Synthesis } from '../../../src/synth/synthesis';
import { type ManifestObject, synth } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { adminObjects, adminSync, clusterIn, environmentOn, fleetApp, only, problems, workspaceIn } from './fixture';

const verify = { provider: 'cosign', secretRef: { name: 'cosign' } } as const;
const artifact: FleetArtifact = { url: 'oci://registry.example.com/fleet', verify };

function workspaceOn(
  branch: string,
  props: Partial<TeamWorkspaceProps> = {},
  repository: string | null = null,
): TeamWorkspace {
  const cluster = clusterIn(fleetApp(repository), 'laptop', { artifact, credentials: 'pull' });
  return workspaceIn(environmentOn(cluster, 'dev', { branch }), 'shop', props);
}

describe('a cluster that follows an artifact', () => {
  const workspace = workspaceOn('dev', { credentials: 'pull' });
  const own = synth(workspace.environment.cluster);

  test('pulls it by tags that are named as the branches are, checks signatures, and asks for no repository', () => {
    const spec = { url: artifact.url, verify, secretRef: { name: 'pull' }, interval: '5m' };
    expect(only(own, 'OCIRepository', 'fleet').spec).toStrictEqual({ ...spec, ref: { tag: 'main' } });
    expect(only(own, 'OCIRepository', 'fleet-dev').spec).toStrictEqual({ ...spec, ref: { tag: 'dev' } });
    expect(own.filter(({ kind }) => kind === 'GitRepository')).toStrictEqual([]);
    expect(problems(workspace)).toStrictEqual([]);
    expect(own.flatMap(validateManifest)).toStrictEqual([]);
  });

  test('finds the folders of dist/ in it, which it holds alone', () => {
    const paths: Record<string, string> = {};
    for (const { metadata, kind, spec } of [...own, ...adminObjects(workspace)]) {
      if (kind !== 'Kustomization') continue;
      const { path, sourceRef } = spec as { path: string; sourceRef: { kind: string; name: string } };
      paths[metadata.name] = `${sourceRef.kind} ${sourceRef.name} ${path}`;
    }
    expect(paths).toStrictEqual({
      cluster: 'OCIRepository fleet ./clusters/laptop',
      'workspace-policies': 'OCIRepository fleet ./infrastructure/laptop/workspace-policies',
      'workspace-dev-shop': 'OCIRepository fleet-dev ./workspaces/dev/shop',
      shop: 'OCIRepository shop ./apps/dev/shop',
    });
    const folders = new Set<string>();
    new Synthesis(workspace.node.root as never).run(({ path }) => folders.add(`./${path.replace(/\/[^/]+$/, '')}`));
    for (const text of Object.values(paths)) expect(folders).toContain(text.split(' ')[2]);
  });

  test('gives each workspace its own folder of it, and nothing of the neighbours', () => {
    const { spec } = only(adminObjects(workspace), 'OCIRepository', 'shop');
    expect(spec).toStrictEqual({
      url: artifact.url,
      verify,
      secretRef: { name: 'pull' },
      interval: '5m',
      ref: { tag: 'dev' },
      ignore: '/*\n!/apps\n/apps/*\n!/apps/dev\n/apps/dev/*\n!/apps/dev/shop\n',
    });
  });

  test('still writes new tags of images to Git, where release data is', () => {
    const automated = (repository: string | null): TeamWorkspace => {
      const imageAutomation = {
        images: { backend: { image: 'ghcr.io/stefanprodan/podinfo', policy: semver('6.x') } },
        credentials: 'images-push',
        author: { email: 'flux@example.com' },
      };
      const folder = mkdtempSync(join(tmpdir(), 'artifacts-'));
      const releases = join(folder, 'dev.yaml');
      const marker = JSON.stringify({ $imagepolicy: 'images-dev-shop:backend:tag' });
      writeFileSync(releases, `shop:\n  backend:\n    tag: 6.9.4 # ${marker}\n`);
      const cluster = clusterIn(fleetApp(repository), 'laptop', { artifact, credentials: 'pull' });
      const made = workspaceIn(environmentOn(cluster, 'dev', { releases }), 'shop', { imageAutomation });
      rmSync(folder, { recursive: true });
      new PodinfoApp(made, 'backend');
      return made;
    };
    const url = 'https://github.com/acme/fleet';
    expect(only(adminObjects(automated(url)), 'GitRepository', 'shop').spec).toMatchObject({ url });
    expect(problems(automated(null))).toContain(
      "laptop/dev/shop: imageAutomation must be absent without a Git repository to commit to, got nothing; pass the fleet's repository to GitOpsApp",
    );
  });

  test('refuses branches that no registry takes as tags', () => {
    expect(problems(workspaceOn('feature/dev'))).toStrictEqual([
      'laptop: branch must be a tag that registries take (letters, digits, ".", "_" and "-", at most 128 characters), got "feature/dev"; choose a branch without "/", whose name CI gives the artifact',
    ]);
  });
});

describe('a team whose own source is an artifact', () => {
  const url = 'oci://registry.example.com/checkout' as const;
  const made = (source: TeamWorkspaceProps['source'], props: Partial<TeamWorkspaceProps> = {}): TeamWorkspace =>
    workspaceIn(environmentOn(clusterIn(fleetApp(), 'laptop'), 'dev'), 'checkout', {
      ...(source !== undefined && { source }),
      ...props,
    });
  const spec = (objects: readonly ManifestObject[], kind: string): unknown => only(objects, kind, 'checkout').spec;

  test('is followed by the environment’s branch as its tag, in the folder of its apps', () => {
    const objects = adminObjects(made({ url, verify }, { credentials: 'pull' }));
    expect(spec(objects, 'OCIRepository')).toStrictEqual({
      url,
      verify,
      interval: '5m',
      ref: { tag: 'dev' },
      secretRef: { name: 'pull' },
    });
    expect(spec(objects, 'Kustomization')).toMatchObject({
      path: './apps/dev/checkout',
      sourceRef: { kind: 'OCIRepository', name: 'checkout' },
      serviceAccountName: 'checkout-deploy',
    });
  });

  test('may name a tag and a folder', () => {
    const objects = adminObjects(made({ url, tag: 'stable', path: './deploy' }));
    expect(spec(objects, 'OCIRepository')).toMatchObject({ ref: { tag: 'stable' } });
    expect(spec(objects, 'Kustomization')).toMatchObject({ path: './deploy' });
    expect(problems(made({ url, tag: 'no/tag' }))).toHaveLength(1);
  });

  test('hears of it, and its registry wakes Flux', () => {
    const push = { type: 'harbor', secretName: 'push-token' } as const;
    const notifications = { type: 'slack', secretName: 'chat', push } as const;
    const objects = adminObjects(made({ url }, { notifications }));
    const source = { kind: 'OCIRepository', name: 'checkout' };
    expect(only(objects, 'Receiver', 'push').spec).toMatchObject({ resources: [source] });
    expect(only(objects, 'Alert', 'notifications').spec).toMatchObject({
      eventSources: [{ kind: 'Kustomization', name: 'checkout' }, source],
    });
  });

  test('does not change where the admins’ part comes from', () => {
    expect(adminSync(made({ url })).spec).toMatchObject({ sourceRef: { kind: 'GitRepository', name: 'fleet-dev' } });
  });
});
