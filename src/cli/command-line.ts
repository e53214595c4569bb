/** What was typed behind a command's name. */
export class CommandLine {
  /** @param operands the words that are no options, in the order given. */
  constructor(
    readonly operands: readonly string[],
    private readonly given: ReadonlyMap<string, string | true>,
  ) {}

  /** The value of an option, if it was given. */
  value(name: string): string | undefined {
    const value = this.given.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  /** Whether a switch, or an option at all, was given. */
  has(name: string): boolean {
    return this.given.has(name);
  }
}
