/** What of a Canary is compared. */
export const STRICTNESS_FIELDS = [
  'skipAnalysis',
  'threshold',
  'rollbackTime',
  'readyThresholds',
  'strategy',
  'metrics',
  'hooks',
] as const;

/** What of a Canary is compared, by name. */
export type StrictnessField = (typeof STRICTNESS_FIELDS)[number];

/** How one environment's Canaries are compared with another's. */
export interface StrictnessOptions {
  /** What is not compared. @default - nothing: all of it is */
  readonly except?: readonly StrictnessField[];
  /**
   * Namespaces of the other environment, and what they are called in this one: `{ 'shop-dev': 'shop' }`.
   *
   * @default - they have the same names
   */
  readonly namespaces?: Readonly<Record<string, string>>;
}

/** A construct whose Canaries are at least as strict as those of another. Constructs declare it, the synthesizer checks it. */
export interface StrictnessClaim extends StrictnessOptions {
  /** The construct with the Canaries that may be looser. */
  readonly looser: object;
}

const CLAIMS = Symbol.for('cdk8s-progressive-delivery.strictness');

/** Claims that the Canaries below a construct are at least as strict as those below another. */
export function claimStrictness(construct: object, claim: StrictnessClaim): void {
  const value = [...strictnessClaimsOf(construct), claim];
  Object.defineProperty(construct, CLAIMS, { value, configurable: true });
}

/** What {@link claimStrictness} claimed for this construct. */
export function strictnessClaimsOf(construct: object): readonly StrictnessClaim[] {
  return (construct as { [CLAIMS]?: readonly StrictnessClaim[] })[CLAIMS] ?? [];
}
