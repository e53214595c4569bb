import { Construct } from 'constructs';
import { valueText } from '../model/problem';
import { Manifests } from './manifests';
import { anyOtherCountText, countText, missText, surplusText } from './miss-text';
import type { ConstructBuilder } from './synth';

/**
 * The matchers of {@link manifestMatchers}, for the types of an `expect` that is imported. The global one of Jest has
 * them from `cdk8s-progressive-delivery/testing/jest`.
 *
 * @example
 * declare module 'expect' {
 *   interface Matchers<R> extends ManifestMatchers<R> {}
 * }
 */
export interface ManifestMatchers<R = void> {
  /** Checks that at least one object of a kind matches. @see Manifests.hasResource */
  toHaveResource(kind: string, partial?: object): R;
  /** Checks how many objects of a kind there are, or how many of them match. @see Manifests.resourceCountIs */
  toHaveResourceCount(kind: string, count: number, partial?: object): R;
}

/** What Jest and Vitest tell a matcher about the `expect` it was called on. */
interface MatcherContext {
  readonly isNot?: boolean;
}

/** What a matcher answers. */
interface MatcherOutcome {
  readonly pass: boolean;
  message(): string;
}

/**
 * Matchers for `expect` of Jest and Vitest. They take {@link Manifests} and whatever those are made of: an app, a chart
 * or another construct, a function that builds one, a list of objects, a folder of YAML files.
 *
 * @example
 * expect.extend(manifestMatchers);
 *
 * test('the backend of shop', () => {
 *   const manifests = Manifests.fromChart((chart) => new PodinfoApp(chart, 'backend', { namespace: 'shop', tag: '6.9.4' }));
 *   expect(manifests).toHaveResource('Deployment', { metadata: { name: 'backend' } });
 *   expect(manifests).not.toHaveResource('Ingress');
 *   expect(manifests).toHaveResourceCount('Service', 1);
 * });
 */
export const manifestMatchers = {
  /** {@link ManifestMatchers.toHaveResource} */
  toHaveResource(this: MatcherContext, received: unknown, kind: string, partial: object = {}): MatcherOutcome {
    const result = manifestsOf(received).search(kind, partial);
    const miss = missText(result);
    if (miss === undefined && this.isNot !== true) result.capture();
    return { pass: miss === undefined, message: () => miss ?? surplusText(result) ?? '' };
  },

  /** {@link ManifestMatchers.toHaveResourceCount} */
  toHaveResourceCount(
    this: MatcherContext,
    received: unknown,
    kind: string,
    count: number,
    partial: object = {},
  ): MatcherOutcome {
    const result = manifestsOf(received).search(kind, partial);
    const miss = countText(result, count);
    if (miss === undefined && this.isNot !== true) result.capture();
    return { pass: miss === undefined, message: () => miss ?? anyOtherCountText(result, count) };
  },
};

function manifestsOf(received: unknown): Manifests {
  if (received instanceof Manifests) return received;
  if (Array.isArray(received)) return Manifests.of(received);
  if (typeof received === 'string') return Manifests.fromDir(received);
  if (typeof received === 'function') return Manifests.fromChart(received as ConstructBuilder);
  if (Construct.isConstruct(received)) return Manifests.fromChart(received);
  const remedy = 'give expect() Manifests, a construct, a list of objects or a folder';
  throw new Error(`value must be manifests or what they are made of, got ${valueText(received)}; ${remedy}`);
}
