import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments, YamlReadError } from '../manifest/yaml-reader';
import { locate, type LocatedObject } from './located-object';
import { isRecord } from './manifest-object';

const YAML_FILE = /\.ya?ml$/;
const KUSTOMIZATION_FILE = /(?:^|[\\/])kustomization\.ya?ml$/;

/**
 * The objects of every YAML file below a folder, in the order of file names. What only kustomize reads is left out.
 *
 * @throws {Error} that names file and line of everything that is no Kubernetes object, or says that nothing is there.
 */
export function readFolder(folder: string): LocatedObject[] {
  const files = yamlFiles(folder);
  if (files.length === 0)
    throw new Error(`folder must hold .yaml files, got none below ${folder}; synthesize it first`);
  const faults: string[] = [];
  const objects = files.flatMap((file) => readFile(file, faults));
  if (faults.length === 0) return objects;
  const count = faults.length === 1 ? '1 document that is' : `${faults.length} documents that are`;
  throw new Error(`files must hold Kubernetes objects, got ${count} none:\n${faults.join('\n')}`);
}

function yamlFiles(folder: string, above: readonly string[] = []): string[] {
  const real = realFolder(folder);
  // A link to a folder that it stands in would be followed without end.
  if (above.includes(real)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => {
      if (statSync(path).isDirectory()) return yamlFiles(path, [...above, real]);
      return YAML_FILE.test(path) ? [path] : [];
    });
}

function realFolder(folder: string): string {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return realpathSync(folder);
  throw new Error(`folder must be there, got ${JSON.stringify(folder)}; synthesize it first`);
}

function readFile(file: string, faults: string[]): LocatedObject[] {
  try {
    return readDocuments(readFileSync(file, 'utf8'), file).flatMap(({ value, line }) => {
      if (KUSTOMIZATION_FILE.test(file) && isKustomizeConfig(value)) return [];
      const place = `${file}:${line}`;
      try {
        return [locate(value, place)];
      } catch (error) {
        faults.push(`  ${place}: ${(error as Error).message}`);
        return [];
      }
    });
  } catch (error) {
    if (!(error instanceof YamlReadError)) throw error;
    faults.push(`  ${error.message}`);
    return [];
  }
}

/** Kustomize takes its own file also when it does not say what it is. */
function isKustomizeConfig(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { apiVersion, kind } = value;
  if (apiVersion === undefined && kind === undefined) return true;
  return typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/');
}
