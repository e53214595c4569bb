/** A Helm chart as repositories serve it. */
export interface PackedChart {
  /** URL of its repository, `oci://` or `https://`. */
  readonly repository: string;
  readonly name: string;
  readonly version: string;
  /** A compressed tar of a folder named after the chart. */
  readonly archive: Buffer;
}
