/** @type {import('jest').Config} What users get: the packed package in projects of its own. `npm run package` */
module.exports = {
  rootDir: '..',
  testEnvironment: 'node',
  roots: ['<rootDir>/package/tests'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/package/support/pack.ts',
  globalTeardown: '<rootDir>/package/support/remove-packed.ts',
  // An npm without a warm cache downloads 30 MB, and another two programs may want the cores.
  testTimeout: 600_000,
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/scripts/totals-reporter.cjs'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
