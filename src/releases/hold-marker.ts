import { splice } from './edit-places';
import { markerText } from './image-marker';
import { readRelease } from './read-release';

/**
 * Holds the tag of an app, so that Flux leaves it alone, or lets it follow its image policy again.
 *
 * @returns the text, with nothing changed but the marker; nothing where the app's tag has no marker.
 */
export function holdMarker(
  text: string,
  app: { readonly workspace: string; readonly app: string },
  held: boolean,
): string | undefined {
  // Places are counted behind a byte order mark, which stays.
  const [mark] = /^\uFEFF?/.exec(text) ?? [''];
  const marker = readRelease(text).markers.find((one) => one.workspace === app.workspace && one.app === app.app);
  if (marker === undefined) return undefined;
  if (marker.held === held) return text;
  const from = mark.length + marker.comment.offset;
  return splice(text, from, from + marker.comment.text.trimEnd().length, markerText(marker, held));
}
