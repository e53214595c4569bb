import { ListMatcher } from './list-matcher';
import type { Matcher } from './matcher';
import { fieldsMatcher, itemMatchers, matcherOf } from './pattern';
import { JSON_TEXT, SerializedMatcher, YAML_TEXT } from './serialized-matcher';
import { SublistMatcher } from './sublist-matcher';
import { ABSENT, ANY_VALUE, NotMatcher, RegexpMatcher } from './value-matchers';

/**
 * What a pattern can ask of a value besides being the one written down.
 *
 * A pattern is data with matchers in it. Objects match objects that have more fields, also in lists. Lists match item by
 * item, in order, with nothing missing or left over.
 *
 * @example
 * manifests.hasResource('apps/Deployment', {
 *   metadata: { name: 'backend' },
 *   spec: {
 *     replicas: Match.absent(),
 *     template: { spec: { containers: Match.arrayWith([{ image: Match.stringLikeRegexp('^ghcr.io/') }]) } },
 *   },
 * });
 */
export class Match {
  private constructor() {}

  /** Any value that is there, null too. */
  static anyValue(): Matcher {
    return ANY_VALUE;
  }

  /** No such field. A field is absent too where the object that would hold it is. An item of a list cannot be absent. */
  static absent(): Matcher {
    return ABSENT;
  }

  /**
   * The very value: objects at any depth, also in lists, have no fields but those of the pattern. Matchers in it say for
   * themselves.
   *
   * @throws {Error} if the pattern holds anything but data and matchers.
   */
  static exact(pattern: unknown): Matcher {
    return matcherOf(pattern, 'refused');
  }

  /**
   * An object that has these fields and may have others. This is what an object in a pattern means anyway, except inside
   * {@link Match.exact}.
   *
   * @throws {Error} if the pattern is a list, or holds anything but data and matchers.
   */
  static objectLike(pattern: object): Matcher {
    return fieldsMatcher(pattern);
  }

  /**
   * A list that holds these items in this order; others may stand before, between and after them.
   *
   * @param items data or matchers.
   * @throws {Error} if an item holds anything but data and matchers.
   */
  static arrayWith(items: readonly unknown[]): Matcher {
    return new SublistMatcher(itemMatchers(items));
  }

  /**
   * A list of these items in this order and no others. This is what a list in a pattern means anyway.
   *
   * @param items data or matchers.
   * @throws {Error} if an item holds anything but data and matchers.
   */
  static arrayEquals(items: readonly unknown[]): Matcher {
    return new ListMatcher(itemMatchers(items));
  }

  /**
   * Anything that the pattern does not match, so also nothing at all; a {@link Capture} inside keeps nothing.
   *
   * @throws {Error} if the pattern holds anything but data and matchers.
   */
  static not(pattern: unknown): Matcher {
    const matcher = matcherOf(pattern);
    return matcher instanceof NotMatcher ? matcher.negated : new NotMatcher(matcher);
  }

  /**
   * A string in which the expression finds something; `^` and `$` pin it to the ends.
   *
   * @throws {SyntaxError} if a text is no regular expression.
   */
  static stringLikeRegexp(expression: string | RegExp): Matcher {
    return new RegexpMatcher(new RegExp(expression));
  }

  /**
   * A string of JSON that reads as the pattern, such as a dashboard in a ConfigMap.
   *
   * @throws {Error} if the pattern holds anything but data and matchers.
   */
  static serializedJson(pattern: unknown): Matcher {
    return new SerializedMatcher(JSON_TEXT, matcherOf(pattern));
  }

  /**
   * A string of one YAML document that reads as the pattern, such as the configuration of a program in a ConfigMap.
   *
   * @throws {Error} if the pattern holds anything but data and matchers.
   */
  static serializedYaml(pattern: unknown): Matcher {
    return new SerializedMatcher(YAML_TEXT, matcherOf(pattern));
  }
}
