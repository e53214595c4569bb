/** How often the line is renewed: often enough to see it move, too seldom to cost anything. */
const STEPS = 200;

/** Shows on a terminal how far synthesis has come. Says nothing where nobody watches: in a pipe, a file, a CI log. */
export class Progress {
  private shown = false;

  /** @param stream usually the standard error output. */
  constructor(private readonly stream: { readonly isTTY?: boolean; write(text: string): unknown }) {}

  /** Renews the line, if it is time. */
  update(done: number, total: number): void {
    if (this.stream.isTTY !== true || done % Math.max(1, Math.ceil(total / STEPS)) !== 0) return;
    this.stream.write(`\r\u001b[Ksynth ${done}/${total} objects`);
    this.shown = true;
  }

  /** Removes the line. */
  clear(): void {
    if (this.shown) this.stream.write('\r\u001b[K');
    this.shown = false;
  }

  /** Removes the line and says how it ended. */
  finish(summary: string): void {
    this.clear();
    if (this.stream.isTTY === true) this.stream.write(`${summary}\n`);
  }
}
