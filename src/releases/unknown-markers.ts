import { imagesNamespace, isImagesNamespace } from '../model/images-namespace';
import { closest } from './closest';
import type { ImageMarker } from './image-marker';
import type { ReleaseProblem } from './release-problem';

/**
 * Markers that Flux would not follow, or that would give an app the tag of another one's image.
 *
 * @param markers those of one release file.
 * @param environment the file's environment.
 * @param declared the ImagePolicies of its cluster, as `<namespace>:<name>`; not given where another repository declares them.
 */
export function unknownMarkers(
  markers: readonly ImageMarker[],
  environment: string,
  declared: ReadonlySet<string> | undefined,
): ReleaseProblem[] {
  return markers.flatMap(({ at, workspace, app, namespace, policy }) => {
    const named = `${namespace}:${policy}`;
    const own = `${imagesNamespace(environment, workspace)}:${app}`;
    const what = `the marker of ${workspace}.${app}.tag must name`;
    if (isImagesNamespace(namespace) && named !== own) {
      const remedy = 'that one is of another app or environment: write this one';
      return [{ at, text: `${what} this app's own policy, ${own}, got ${named}; ${remedy}` }];
    }
    if (declared === undefined || declared.has(named)) return [];
    const near = closest(named, declared);
    const remedy = near === undefined ? "add it to the workspace's imageAutomation, or remove the marker" : `did you mean ${near}?`;
    return [{ at, text: `${what} an ImagePolicy of the environment's cluster, got ${named}; ${remedy}` }];
  });
}
