import type { TenancyWorld } from './tenancy-world';

/** Switches a control on again. */
export type Undo = () => Promise<void>;

/** Something that stops attacks. */
export interface Control<W extends TenancyWorld = TenancyWorld> {
  readonly name: string;
  /** How it refuses. */
  readonly says: RegExp;
  /**
   * Switches it off, for the attack that was refused so.
   *
   * @param refusal what it said; another one may follow, for the next part of the same control.
   */
  switchOff(world: W, refusal: string): Promise<Undo>;
}
