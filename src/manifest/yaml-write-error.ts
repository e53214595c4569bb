/** A value that YAML cannot carry unchanged into Kubernetes. */
export class YamlWriteError extends Error {
  override readonly name = 'YamlWriteError';
  /** Which document of the stream holds the value, counted from 0. */
  document = 0;

  /**
   * @param pointer JSON pointer of the value in its document
   * @param rule what the value must be or do
   * @param got the value, described
   * @param remedy what to do about it
   */
  constructor(
    readonly pointer: string,
    readonly rule: string,
    readonly got: string,
    readonly remedy: string,
  ) {
    super(`${pointer === '' ? 'the document' : pointer} must ${rule}, got ${got}; ${remedy}`);
  }
}
