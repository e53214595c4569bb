/** A word that a shell offers to complete. */
export interface Word {
  readonly word: string;
  /** A few words that shells with room for it show beside. */
  readonly about?: string;
}

/** Words without anything beside them. */
export function words(list: Iterable<string>): Word[] {
  return [...list].map((word) => ({ word }));
}
