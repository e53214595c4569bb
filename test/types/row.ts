/** A mistake that does not compile, beside what was meant. Names are those of the docs' examples (`shop`, `web` …). */
export interface Row {
  /** What would happen on the cluster, or why it is refused. */
  readonly name: string;
  /** Code that compiles. */
  readonly right: string;
  /** Code that does not. `▶` stands before the place that the compiler names. */
  readonly wrong: string;
  /** Number of the diagnostic, and a part of its message that says why. */
  readonly says: readonly [code: number, part: string];
}
