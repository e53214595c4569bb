import { writeDocuments } from '../manifest/yaml-writer';
import type { YamlDocument } from '../manifest/yaml-writer';

/**
 * How every file that synth writes begins: what lacks it is somebody else's and never overwritten. Without the line break,
 * for Git on Windows may have checked the file out with another one.
 */
export const MARK = '# Synthesized by cdk8s-progressive-delivery: edit the sources and run `cdk8s synth`.';

/** The first line of every file that synth writes. */
export const HEADER = `${MARK}\n`;

/** The text of a file. */
export function fileText(documents: readonly YamlDocument[]): string {
  return HEADER + writeDocuments(documents);
}

/** The text of the `kustomization.yaml` that lists the files of a folder. */
export function kustomizationText(resources: readonly string[]): string {
  const value = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
  return fileText([{ value }]);
}
