export const ALL = 'x/a x/b x/c y/a y/b y/c z/a z/b z/c';
export const IN_X = 'x/a x/b x/c';

/** Who reaches x/a, of the nine pods; `port` is 80 over TCP unless it says otherwise. */
export interface Example {
  readonly title: string;
  readonly policies: string;
  /** Who reaches x/a. */
  readonly reach?: string;
  /** Whom x/a reaches. */
  readonly reached?: string;
  readonly port?: string;
}
