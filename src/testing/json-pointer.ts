/** A key of an object or an index of a list as a step of a JSON pointer, its slash included. */
export function pointerStep(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
