/** What Node says about a failed call to the file system. */
export interface FileError {
  readonly code: string;
  readonly syscall: string;
  /** @default - the call was not about one path */
  readonly path?: string;
}

/**
 * An error as one of the file system; nothing if it is another. Told by its fields: under Jest, errors of Node are no
 * instances of the Error that code sees.
 */
export function asFileError(error: unknown): FileError | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, syscall, path, dest } = error as Readonly<Record<string, unknown>>;
  if (typeof code !== 'string' || typeof syscall !== 'string') return undefined;
  // Of a link that cannot be made, Node calls the text in it the path.
  const place = syscall === 'symlink' ? dest : path;
  return typeof place === 'string' ? { code, syscall, path: place } : { code, syscall };
}

/** Whether an error is one of the file system with one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  const code = asFileError(error)?.code;
  return code !== undefined && codes.includes(code);
}

/** The first line of what an error says. */
export function reasonOf(error: unknown): string {
  const { message } = (typeof error === 'object' && error !== null ? error : {}) as { message?: unknown };
  return (typeof message === 'string' ? message : String(error)).split('\n')[0] ?? '';
}
