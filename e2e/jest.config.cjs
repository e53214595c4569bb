/** @type {import('jest').Config} The tests on real API servers; `npm run e2e` builds what they need and runs them. */
module.exports = {
  rootDir: '..',
  testEnvironment: 'node',
  roots: ['<rootDir>/e2e'],
  testMatch: ['**/*.test.ts'],
  testTimeout: 120_000,
  // The story waits more than it computes, so another file goes on beside it; more would wait for the two cores.
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/e2e/run/results-reporter.cjs', '<rootDir>/scripts/totals-reporter.cjs'],
  // After a failure something may still hold Jest open; what has to end then is ended by e2e/run/reaper.mjs.
  forceExit: true,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
