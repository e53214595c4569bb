/**
 * The namespace of a team's image automation in an environment. It names both, so that a marker in the release data of one
 * environment can never be what the automation of another one edits.
 */
export function imagesNamespace(environment: string, team: string): string {
  return `images-${environment}-${team}`;
}

/** Whether a namespace is one of these. */
export function isImagesNamespace(namespace: string): boolean {
  return namespace.startsWith('images-');
}
