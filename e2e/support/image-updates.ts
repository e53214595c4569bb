import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { git } from '../fleet/git';
import { cpd } from '../../test/cli/support/cpd';
import { ProjectCopy } from '../../test/support/project-copy';

interface FluxObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** What a run of image-automation-controller goes by. */
interface AutomationRun {
  readonly automation: FluxObject;
  readonly policies: readonly (FluxObject & { readonly status: object })[];
}

/** Edits a working tree as image-automation-controller does. Returns the files that it would commit, below the automation's path. */
export type Setter = (folder: string, run: AutomationRun) => readonly string[];

const IMAGE = 'ghcr.io/stefanprodan/podinfo';
const RELEASES = 'releases/dev.yaml';
const MARKER = '# {"$imagepolicy": "images-dev-shop:backend:tag"}';
const HELD = MARKER.replace('# ', '# held ');

/** This fleet, with the image of team shop's backend on dev automated, in a Git repository of its own. */
class AutomatedFleet {
  private readonly project = new ProjectCopy();

  constructor(private readonly setter: Setter) {
    const viewers = "    viewers: ['shop-developers'],\n";
    this.project.edit('src/fleet/shop.ts', viewers, `${viewers}${AUTOMATION}`);
    const importLine = "import { nginx } from '../constructs/traffic/nginx';\n";
    const semver = "import { semver } from '../constructs/flux/image-policy-rule';\n";
    this.project.edit('src/fleet/shop.ts', importLine, `${importLine}${semver}`);
    // As Flux writes it, so that its first edit changes nothing else.
    this.project.write(RELEASES, this.releases().replaceAll('{ ', '{').replaceAll(' }', '}'));
    this.project.edit(RELEASES, 'tag: 6.9.4', `tag: 6.9.4 ${MARKER}`);
    this.git('init', '--quiet', '--initial-branch=dev');
    this.project.write('.git/info/exclude', 'node_modules\n.out\n');
    this.synthAndCommit('image automation');
  }

  /** Runs the automation once, when its policy has found this tag. Returns what it would commit. */
  flux(tag: string, change: object = {}): readonly string[] {
    const text = readFileSync(join(this.project.folder, 'dist/workspaces/dev/shop/images.yaml'), 'utf8');
    const objects = parseAllDocuments(text).map((document) => document.toJS() as FluxObject);
    const automation = objects.find(({ kind }) => kind === 'ImageUpdateAutomation');
    if (automation === undefined) throw new Error('there must be an automation, got none');
    const policies = objects
      .filter(({ kind }) => kind === 'ImagePolicy')
      .map((policy) => ({
        ...policy,
        spec: { ...policy.spec, ...change },
        status: { latestRef: { name: IMAGE, tag } },
      }));
    return this.setter(this.project.folder, { automation, policies });
  }

  synthAndCommit(message: string): void {
    const { status, output } = this.project.synth();
    if (status !== 0) throw new Error(`cdk8s synth failed:\n${output}`);
    this.git('add', '--all');
    this.git('commit', '--quiet', `--message=${message}`);
  }

  /** `cpd set` on dev. */
  set(...args: string[]): void {
    const { code, error } = cpd(['set', ...args, '--env', 'dev', '--dir', join(this.project.folder, 'releases')]);
    if (code !== 0) throw new Error(error.join('\n'));
  }

  /** What the last commit has changed. */
  changed(): string[] {
    return this.git('show', '--format=', '--name-only', 'HEAD').trim().split('\n');
  }

  /** What is not committed. */
  dirty(): string {
    return this.git('status', '--porcelain');
  }

  releases(): string {
    return readFileSync(join(this.project.folder, RELEASES), 'utf8');
  }

  dist(): ReadonlyMap<string, string> {
    return this.project.files();
  }

  git(...args: string[]): string {
    return git(this.project.folder, ...args);
  }

  remove(): void {
    this.project.remove();
  }
}

const AUTOMATION = `    ...(environment.name === 'dev' && {
      imageAutomation: {
        images: { backend: { image: '${IMAGE}', policy: semver('6.x') } },
        credentials: 'images-push',
        author: { name: 'flux', email: 'flux@example.com' },
      },
    }),
`;

/** Registers the tests of an image update and its revert, with this setter in Flux's place. */
export function testImageUpdates(setter: Setter): void {
  let fleet: AutomatedFleet;
  beforeAll(() => {
    fleet = new AutomatedFleet(setter);
  });
  afterAll(() => {
    fleet.remove();
  });

  test('a new tag, written by Flux and synthesized, changes one file of dist/', () => {
    expect(fleet.flux('6.9.4')).toStrictEqual([]);
    expect(fleet.dirty()).toBe('');
    const before = fleet.releases();
    expect(fleet.flux('6.9.5')).toStrictEqual(['dev.yaml']);
    expect(fleet.releases()).toBe(before.replace(`tag: 6.9.4 ${MARKER}`, `tag: 6.9.5 ${MARKER}`));
    fleet.synthAndCommit('backend 6.9.5');
    expect(fleet.changed()).toStrictEqual(['dist/apps/dev/shop/backend.yaml', RELEASES]);
    expect(fleet.dist().get('apps/dev/shop/backend.yaml')).toContain(`image: ${IMAGE}:6.9.5`);
  });

  test('dist/ holds no marker, so that nothing but release data is ever edited', () => {
    expect([...fleet.dist()].filter(([, text]) => text.includes('$imagepolicy'))).toStrictEqual([]);
  });

  test('a revert alone does not last, not even with the policy suspended: Flux writes the tag again', () => {
    fleet.git('revert', '--no-edit', 'HEAD');
    expect(fleet.releases()).toContain(`tag: 6.9.4 ${MARKER}`);
    expect(fleet.flux('6.9.5', { suspend: true })).toStrictEqual(['dev.yaml']);
    expect(fleet.releases()).toContain(`tag: 6.9.5 ${MARKER}`);
    fleet.git('reset', '--quiet', '--hard', 'HEAD~1');
  });

  test('a revert that holds the tag, in the same commit, stays', () => {
    fleet.git('revert', '--no-commit', 'HEAD');
    fleet.set('shop/backend', 'tag=6.9.4', '--hold');
    fleet.synthAndCommit('back to 6.9.4, and hold it');
    expect(fleet.changed()).toStrictEqual(['dist/apps/dev/shop/backend.yaml', RELEASES]);
    for (const found of ['6.9.5', '6.9.6']) expect(fleet.flux(found)).toStrictEqual([]);
    expect(fleet.dirty()).toBe('');
    expect(fleet.releases()).toContain(`tag: 6.9.4 ${HELD}`);
  });

  test('once it follows again, Flux goes on', () => {
    fleet.set('shop/backend', 'tag=6.9.4', '--follow');
    fleet.synthAndCommit('follow again');
    expect(fleet.changed()).toStrictEqual([RELEASES]);
    expect(fleet.flux('6.10')).toStrictEqual(['dev.yaml']);
    // What YAML would take for a number is quoted, or synth would refuse it.
    expect(fleet.releases()).toContain(`tag: "6.10" ${MARKER}`);
    fleet.synthAndCommit('backend 6.10');
    expect(fleet.changed()).toStrictEqual(['dist/apps/dev/shop/backend.yaml', RELEASES]);
  });
}
