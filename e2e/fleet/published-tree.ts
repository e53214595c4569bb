import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { ControlPlane } from '../control-plane/control-plane';
import type { KubeObject } from '../control-plane/kube-object';
import { program } from '../control-plane/run';
import { Network } from '../network/network';
import { ociRegistry } from '../network/oci-registry';
import { git } from './git';

/** An artifact in a registry, `oci://<host>/<group>/<name>`. */
interface Artifact {
  readonly host: string;
  readonly group: string;
  readonly name: string;
  readonly tag: string;
}

/**
 * Has a registry serve an output tree, as CI pushes it there.
 *
 * @param plane whose programs pull it.
 * @param tree the folder.
 * @param artifact what it becomes.
 * @returns what connects programs to the registry.
 */
export async function publishTree(
  plane: ControlPlane,
  tree: string,
  { host, group, name, tag }: Artifact,
): Promise<Readonly<Record<string, string>>> {
  const pem = execFileSync(program('certificate'), [host], { encoding: 'utf8' });
  const certificateFile = join(plane.folder, 'registry.pem');
  writeFileSync(certificateFile, pem, { mode: 0o600 });
  const network = new Network({ cert: pem, key: pem });
  const repository = `oci://${host}/${group}`;
  network.add(host, ociRegistry([{ repository, name, version: tag, archive: pack(tree) }]));
  await network.start();
  plane.onStop(() => network.stop());
  return network.environment(certificateFile);
}

/** The objects of one folder of a tree. */
export function objectsIn(folder: string): KubeObject[] {
  const files = readdirSync(folder).filter((name) => name !== 'kustomization.yaml');
  return files.flatMap((name) =>
    parseAllDocuments(readFileSync(join(folder, name), 'utf8')).map((document) => document.toJS() as KubeObject),
  );
}

/** By git, which is here anyway, and which can make an archive of what it was given. */
function pack(folder: string): Buffer {
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  const tree = git(folder, 'write-tree').trim();
  return execFileSync('git', ['archive', '--format=tar.gz', tree], { cwd: folder });
}
