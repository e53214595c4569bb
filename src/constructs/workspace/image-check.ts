import type { ApiObject } from 'cdk8s';
import { imagesNamespace, isImagesNamespace } from '../../model/images-namespace';
import type { Problem } from '../../model/problem';
import type { Environment } from '../infrastructure/environment';
import type { ImageAutomationProps } from './image-automation';

/** Where the images of a team's apps are said. */
interface ImagePlaces {
  readonly team: string;
  readonly environment: Environment;
  /** The objects of the team's apps. */
  readonly objects: readonly ApiObject[];
}

/**
 * Checks that the images which Flux watches are those of apps, and that each tag has a marker for Flux to write behind: it
 * looks for one, finds none, and says nothing.
 *
 * @param images the images by app.
 * @param places where the apps and their tags are.
 */
export function checkImages(images: ImageAutomationProps['images'], places: ImagePlaces): Problem[] {
  const { team, environment, objects } = places;
  const workloads = objects.filter(({ kind }) => kind === 'Deployment' || kind === 'DaemonSet');
  return Object.entries(images).flatMap(([app, { image }]) => {
    const workload = workloads.find(({ name }) => name === app);
    if (workload === undefined) return [unknownApp(app, workloads)];
    const running = imagesOf(workload);
    return [
      ...(running.some((one) => one.startsWith(`${image}:`)) ? [] : [otherImage(app, image, running)]),
      ...checkMarker(team, app, environment),
    ];
  });
}

function checkMarker(team: string, app: string, { name, releases }: Environment): Problem[] {
  if (releases.file === '') {
    const must = 'stand in an environment with a release file, which Flux edits';
    return [{ prop: 'imageAutomation', must, got: undefined, remedy: 'give the environment its releases' }];
  }
  const own = `${imagesNamespace(name, team)}:${app}`;
  const got = releases.policyOf(team, app);
  // One of another app is reported where it stands.
  if (got === own || isImagesNamespace(got?.split(':')[0] ?? '')) return [];
  const must = `have a marker behind ${team}.${app}.tag in ${releases.file}`;
  const remedy = `Flux would write no tag: add # {"$imagepolicy": "${own}:tag"} on its line`;
  return [{ prop: `imageAutomation.images.${app}`, must, got, remedy }];
}

function imagesOf(workload: ApiObject): string[] {
  const { spec } = workload.toJson() as { spec?: { template?: { spec?: { containers?: { image?: string }[] } } } };
  return (spec?.template?.spec?.containers ?? []).flatMap(({ image }) => image ?? []);
}

function unknownApp(got: string, workloads: readonly ApiObject[]): Problem {
  const names = workloads.map(({ name }) => name);
  const remedy = names.length === 0 ? 'create the app in the workspace' : `the apps are ${names.join(', ')}`;
  return { prop: 'imageAutomation.images', must: 'name apps of the workspace', got, remedy };
}

function otherImage(app: string, got: string, running: readonly string[]): Problem {
  const remedy = `the app runs ${running.join(', ')}, and would get the tag of another image: name its own`;
  return { prop: `imageAutomation.images.${app}.image`, must: "be the app's own", got, remedy };
}
