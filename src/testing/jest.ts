/**
 * Registers the matchers with Jest's global `expect`, and their types.
 *
 * @module cdk8s-progressive-delivery/testing/jest
 */

import { manifestMatchers, type ManifestMatchers } from './manifest-matchers';

// Needs no types of Jest: without them this declares a namespace that nobody looks at.
declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the name that Jest's types have
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- as Jest's own
    interface Matchers<R, T = {}> extends ManifestMatchers<R> {}
  }
}

interface Expect {
  extend(matchers: typeof manifestMatchers): void;
}

const { expect } = globalThis as { readonly expect?: Expect };
if (expect === undefined) {
  const remedy = 'name this module in setupFilesAfterEnv, or call expect.extend(manifestMatchers) yourself';
  throw new Error(`expect must be a global when the matchers are registered, got nothing; ${remedy}`);
}
expect.extend(manifestMatchers);
