import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Manifests } from '../../src/testing';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'from-dir-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(file: string, ...lines: string[]): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), lines.join('\n'));
}

const CONFIG_MAP = ['apiVersion: v1', 'kind: ConfigMap', 'metadata: { name: NAME }'];

function configMap(name: string): string[] {
  return CONFIG_MAP.map((line) => line.replace('NAME', name));
}

function names(): string[] {
  return Manifests.fromDir(folder).objects.map(({ metadata }) => metadata.name);
}

describe('Manifests.fromDir', () => {
  test('reads every document of every YAML file at any depth, in the order of file names', () => {
    write('b/z.yaml', ...configMap('z'));
    write('b/two.yml', '---', ...configMap('one'), '---', '# nothing', '---', ...configMap('two'), '');
    write('a.yaml', ...configMap('a'));
    write('notes.md', 'no YAML: [');
    write('values.yaml.bak', 'no YAML: [');
    expect(names()).toStrictEqual(['a', 'one', 'two', 'z']);
  });

  test("leaves out kustomize's own files, but no object of Flux", () => {
    write('kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1', 'kind: Kustomization', 'resources: [a]');
    write('part/kustomization.yml', 'apiVersion: kustomize.config.k8s.io/v1alpha1', 'kind: Component');
    write('short/kustomization.yaml', 'resources: [a]');
    write(
      'flux/kustomization.yaml',
      'apiVersion: kustomize.toolkit.fluxcd.io/v1',
      'kind: Kustomization',
      'metadata: { name: apps }',
    );
    expect(names()).toStrictEqual(['apps']);
  });

  test('names file and line of everything that is wrong', () => {
    write('bad.yaml', 'a: 1', 'b: c: d', 'e: 1');
    write('nameless.yaml', ...configMap('fine'), '---', 'apiVersion: v1', 'kind: ConfigMap', 'metadata: {}');
    write('other.yaml', '', '- a');
    write('kustomization-values.yaml', 'resources: [a]');
    const [title, bad = '', ...others] = messageOf(() => Manifests.fromDir(folder)).split('\n');
    expect(title).toBe('files must hold Kubernetes objects, got 4 documents that are none:');
    expect(bad).toContain(`  ${folder}/bad.yaml:2: must be valid YAML: `);
    expect(others).toStrictEqual([
      `  ${folder}/kustomization-values.yaml:1: apiVersion must be a name without blanks and slashes, got none; set it in the manifest`,
      `  ${folder}/nameless.yaml:5: metadata.name must be a name without blanks and slashes, got none; set it in the manifest`,
      `  ${folder}/other.yaml:2: object must be a map with apiVersion, kind and metadata; write it like one`,
    ]);
  });

  test('shows with each object where it was read', () => {
    write('a.yaml', '', ...configMap('a'));
    expect(() => {
      Manifests.fromDir(folder).hasResource('ConfigMap', { data: {} });
    }).toThrow(`  ConfigMap a (${folder}/a.yaml:2)\n    /data: wanted {}, got nothing`);
  });

  test('follows links, but not around in a circle', () => {
    write('real/a.yaml', ...configMap('a'));
    symlinkSync('real', join(folder, 'link'));
    symlinkSync('..', join(folder, 'real/up'));
    expect(names()).toStrictEqual(['a', 'a']);
  });

  test('refuses a folder that is not there or holds no YAML, which would pass every count of 0', () => {
    expect(() => Manifests.fromDir(join(folder, 'none'))).toThrow(
      `folder must be there, got "${folder}/none"; synthesize it first`,
    );
    write('notes.md', '');
    expect(() => Manifests.fromDir(join(folder, 'notes.md'))).toThrow(/^folder must be there/);
    expect(() => Manifests.fromDir(folder)).toThrow(
      `folder must hold .yaml files, got none below ${folder}; synthesize it first`,
    );
  });

  test("reads this repository's own fleet", () => {
    const fleet = Manifests.fromDir(resolve(__dirname, '../../dist'));
    expect(() => {
      fleet.hasResource('flagger.app/Canary', { metadata: { namespace: 'shop' } });
    }).not.toThrow();
  });
});

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
