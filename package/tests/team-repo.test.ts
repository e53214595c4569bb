import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConsumerProject } from '../support/consumer-project';
import { REPOSITORY } from '../support/packed';
import { progress } from '../support/run';
import { filesBelow } from '../support/unpacked';

const EXAMPLE = join(REPOSITORY, 'examples/team-repo');

describe('examples/team-repo, with the packed package and tools of its own', () => {
  let project: ConsumerProject;

  beforeAll(async () => {
    project = ConsumerProject.copyOf(EXAMPLE);
    await project.install();
  });
  afterAll(() => {
    project.remove();
  });

  test('compiles', async () => {
    expect(await project.run('npm', ['run', '--silent', 'types'])).toStrictEqual({ code: 0, output: '' });
  });

  test('passes its tests, and no snapshot is missing or too many', async () => {
    progress('team-repo: its tests');
    const { code, output } = await project.run('npm', ['test', '--', '--ci']);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toMatch(/^Tests: +\d+ passed/m);
    expect(output).not.toMatch(/obsolete|failed/);
  });

  test('synthesizes what is committed, which is what Flux applies in the end-to-end tests', async () => {
    progress('team-repo: synth');
    const { code, output } = await project.run('npm', ['run', '--silent', 'synth']);
    expect({ code, output }).toMatchObject({ code: 0 });
    const written = filesBelow(join(project.folder, 'dist'));
    expect(written).toStrictEqual(filesBelow(join(EXAMPLE, 'dist')));
    const differing = written.filter(
      (path) => project.read(`dist/${path}`) !== readFileSync(join(EXAMPLE, 'dist', path), 'utf8'),
    );
    expect(differing).toStrictEqual([]);
  });

  test('a field that a new version of the package renames fails one small snapshot, which shows old name and new', async () => {
    progress('team-repo: a renamed field');
    const file = 'node_modules/cdk8s-progressive-delivery/lib/constructs/app/rollout.js';
    const before = project.read(file);
    project.write(file, before.replace('minReadySeconds:', 'minimumReadySeconds:'));
    expect(project.read(file)).not.toBe(before);
    const { code, output } = await project.run('npm', ['test', '--', '--ci']);
    project.write(file, before);

    expect(code).toBe(1);
    expect(output).toMatch(/^Tests: +1 failed, \d+ passed/m);
    expect(output).toMatch(/^Snapshots: +1 failed, 1 passed/m);
    const changes = output.match(/^ +[-+] (?!Snapshot|Received)\S.*$|^ +[-+] {2,}(?!- |\+ )\S.*$/gm) ?? [];
    expect(changes.map((line) => line.trim().replaceAll(/\s+/g, ' '))).toStrictEqual([
      '- minReadySeconds: 5',
      '+ minimumReadySeconds: 5',
    ]);
    expect(output).toContain('a CheckoutApp');
  });
});
