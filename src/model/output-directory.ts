/**
 * The folder of the output tree that a chart's objects go to. Constructs declare it, the synthesizer reads it; neither
 * knows the other.
 */
export interface OutputDirectory {
  /** Path below the output directory, with `/` between its parts: `apps/dev/shop`. */
  readonly path: string;
  /** The cluster that this folder is applied to; objects of one cluster must not collide. */
  readonly cluster: string;
  /** Leaves the folder out while the chart holds no object. @default false: a list of nothing is written, which Flux can apply */
  readonly omitEmpty?: boolean;
}

const OUTPUT_DIRECTORY = Symbol.for('cdk8s-progressive-delivery.output-directory');

/**
 * Gives a chart its own folder. Each direct child of the chart becomes one file there, named by the child's id, beside a
 * `kustomization.yaml` that lists them.
 */
export function setOutputDirectory(chart: object, directory: OutputDirectory): void {
  Object.defineProperty(chart, OUTPUT_DIRECTORY, { value: directory });
}

/** The folder that {@link setOutputDirectory} gave this construct, if any. */
export function outputDirectoryOf(construct: object): OutputDirectory | undefined {
  return (construct as { [OUTPUT_DIRECTORY]?: OutputDirectory })[OUTPUT_DIRECTORY];
}
