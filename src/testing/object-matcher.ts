import { isRecord } from './manifest-object';
import { below, type Matcher, type Mismatch, sizeOfAll, type SizedMatcher } from './matcher';

/** Whether an object may have fields that its pattern does not name. */
export type OtherFields = 'allowed' | 'refused';

/** Compares an object field by field. */
export class ObjectMatcher implements SizedMatcher {
  /** @param fields what each field has to be. */
  constructor(
    private readonly fields: ReadonlyMap<string, Matcher>,
    private readonly others: OtherFields,
  ) {}

  get wanted(): string {
    const fields = [...this.fields].map(([key, { wanted }]) => `${JSON.stringify(key)}:${wanted}`);
    return `{${fields.join(',')}}`;
  }

  get size(): number {
    return sizeOfAll(this.fields.values());
  }

  mismatches(value: unknown, whenMatched: (() => void)[]): readonly Mismatch[] {
    if (value === undefined && this.matchesNothing(whenMatched)) return [];
    if (!isRecord(value)) return [{ pointer: '', wanted: this.wanted, got: value, cost: this.size }];
    const differing = [...this.fields].flatMap(([key, field]) =>
      below(key, field.mismatches(Object.hasOwn(value, key) ? value[key] : undefined, whenMatched)),
    );
    return this.others === 'allowed' ? differing : [...differing, ...this.surplus(value)];
  }

  /** Fields that must be absent are so too where the object that would hold them is. */
  private matchesNothing(whenMatched: (() => void)[]): boolean {
    if (this.others !== 'allowed' || this.fields.size === 0) return false;
    return [...this.fields.values()].every((field) => field.mismatches(undefined, whenMatched).length === 0);
  }

  private surplus(value: Readonly<Record<string, unknown>>): readonly Mismatch[] {
    const keys = Object.keys(value).filter((key) => value[key] !== undefined && !this.fields.has(key));
    if (keys.length === 0) return [];
    // Less than a field: what has all the wanted fields and more is nearer than what lacks one.
    return [{ pointer: '', wanted: 'no other fields', got: keys, cost: 0.5 }];
  }
}
