import type { Control } from './control';
import type { TenancyWorld } from './tenancy-world';

/** Something that a hostile team could commit, or send. */
export interface Attack<W extends TenancyWorld = TenancyWorld> {
  readonly what: string;
  /** The one that stops it. */
  readonly control: Control<W>;
  /**
   * Tries it.
   *
   * @param options `harmless` where the server is only to say whether it would do it, as far as it can be asked to.
   * @returns why it was refused, or nothing when it went through.
   */
  attempt(world: W, options?: { readonly harmless?: boolean }): Promise<string | undefined>;
  /** What is left of it on the cluster. @default - nothing can be */
  traces?(world: W): Promise<readonly string[]>;
}

/** An attack without the control that stops it: rows of one table share theirs. */
export type Attempt<W extends TenancyWorld = TenancyWorld> = Omit<Attack<W>, 'control'>;

/** Rows that one control stops. */
export function stoppedBy<W extends TenancyWorld>(control: Control<W>, attempts: readonly Attempt<W>[]): Attack<W>[] {
  return attempts.map((attempt) => ({ ...attempt, control }));
}
