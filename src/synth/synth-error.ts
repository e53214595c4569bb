import type { IConstruct } from 'constructs';
import { inspect } from 'node:util';
import type { Problem } from '../model/problem';
import { problemText } from '../model/problem';

/** One thing that keeps the app from being synthesized. */
export interface SynthFinding {
  /** Path of the construct it was found at; empty for the app itself. */
  readonly path: string;
  /** What is wrong and what to do about it. */
  readonly message: string;
}

/** Everything that was found wrong in one synthesis. Nothing has been written. */
export class SynthError extends Error {
  /** Tells it from other errors where there are two copies of this package. */
  override readonly name = 'SynthError';

  /** @param findings in the order they are to be shown. */
  constructor(readonly findings: readonly SynthFinding[]) {
    const lines = findings.map(({ path, message }) => `  ${path === '' ? '' : `${path}: `}${message}`);
    const count = findings.length === 1 ? '1 problem' : `${findings.length} problems`;
    super(`synth found ${count} and wrote nothing:\n${lines.join('\n')}`);
    // The frames are all ours: what helps are the construct paths. Node prints this for an uncaught error.
    this.stack = `SynthError: ${this.message}`;
  }

  /** @internal Keeps Node from printing the findings a second time. Not in our types, which need none of Node. */
  [inspect.custom](): string {
    return this.stack ?? this.message;
  }
}

/** Collects findings while they are found, and reports all of them at once. */
export class Findings {
  private readonly found: { readonly construct: IConstruct; readonly message: string }[] = [];

  /** Whether there are any. */
  get any(): boolean {
    return this.found.length > 0;
  }

  /** Adds a finding in the words of whoever found it. */
  add(construct: IConstruct, message: string): void {
    this.found.push({ construct, message });
  }

  /** Adds problems in the common form. */
  addProblems(construct: IConstruct, problems: readonly Problem[]): void {
    for (const problem of problems) this.add(construct, problemText(problem));
  }

  /** @throws {SynthError} if there are findings, in the order of the construct tree. */
  throwIfAny(root: IConstruct): void {
    if (!this.any) return;
    const order = new Map(root.node.findAll().map((construct, index) => [construct, index]));
    const position = (construct: IConstruct) => order.get(construct) ?? order.size;
    const sorted = [...this.found].sort((a, b) => position(a.construct) - position(b.construct));
    throw new SynthError(sorted.map(({ construct, message }) => ({ path: construct.node.path, message })));
  }
}
