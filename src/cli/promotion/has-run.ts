import { colorName } from '../../model/color';
import { problemText } from '../../model/problem';
import type { App } from '../tree/fleet';
import { imageText } from '../tree/image';
import type { Source } from './source';
import type { Version } from './version';

const TO_MERGE = 'run "npx cdk8s synth", and merge that first';

/** The app's workload among the manifests of its environment. */
export function workloadOf(source: Source, app: string): App | undefined {
  const named = source.apps.filter(({ name }) => name === app);
  return named.find(({ images }) => images.length > 0) ?? named[0];
}

/**
 * What speaks against it that an environment runs a version: manifests that say something else than release data, which
 * Flux does not read.
 */
export function notInManifests(source: Source, path: string, app: string, version: Version): string[] {
  const workload = workloadOf(source, app);
  const prop = `${path} in ${source.folder} on ${source.at}`;
  if (workload === undefined) return [problemText({ prop, must: 'be a workload', got: undefined, remedy: TO_MERGE })];
  const [tag, color] = [version.get('tag'), version.get('color')];
  const { images } = workload;
  const problems: string[] = [];
  if (typeof tag === 'string' && !images.some((image) => image.tag === tag)) {
    const got = images.map(imageText).join(', ');
    problems.push(problemText({ prop, must: `have the tag ${tag}`, got, remedy: TO_MERGE }));
  }
  if (typeof color === 'string' && workload.color !== (colorName(color) ?? color)) {
    problems.push(problemText({ prop, must: `have the color ${color}`, got: workload.color, remedy: TO_MERGE }));
  }
  return problems;
}
