/** Where a command writes, so that tests can read it. */
export interface Terminal {
  /** Writes one line of result. */
  out(line: string): void;
  /** Writes one line about what is wrong. */
  error(line: string): void;
  /** Whether colours may go to either. @default - none */
  readonly colors?: { readonly out: boolean; readonly error: boolean };
}

/** How a command ended: all is well, something is wrong with what was asked for, or it could not run. */
export const EXIT = { ok: 0, findings: 1, unusable: 2 } as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
