/** The API group of an `apiVersion`: `apps` of `apps/v1`; the core group, whose versions stand alone, is empty. */
export function apiGroupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
