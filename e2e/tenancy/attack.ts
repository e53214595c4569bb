import type { Control } from './control';
import type { TenancyWorld } from './tenancy-world';

/** Something that a hostile team could commit, or send. */
export interface Attack {
  readonly what: string;
  /** The one that stops it. */
  readonly control: Control;
  /**
   * Tries it.
   *
   * @param options `harmless` where the server is only to say whether it would do it, as far as it can be asked to.
   * @returns why it was refused, or nothing when it went through.
   */
  attempt(world: TenancyWorld, options?: { readonly harmless?: boolean }): Promise<string | undefined>;
  /** What is left of it on the cluster. @default - nothing can be */
  traces?(world: TenancyWorld): Promise<readonly string[]>;
}

/** An attack without the control that stops it: rows of one table share theirs. */
export type Attempt = Omit<Attack, 'control'>;

/** Rows that one control stops. */
export function stoppedBy(control: Control, attempts: readonly Attempt[]): Attack[] {
  return attempts.map((attempt) => ({ ...attempt, control }));
}
