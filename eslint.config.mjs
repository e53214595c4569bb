import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import jest from 'eslint-plugin-jest';
import jsdoc from 'eslint-plugin-jsdoc';

export default tseslint.config(
  {
    ignores: [
      'lib/',
      'dist/',
      '.out',
      'imports/',
      '.dist.*',
      'coverage/',
      'examples/',
      'templates/',
      'package/fixtures/',
    ],
  },
  {
    files: ['**/*.{mjs,cjs}'],
    ...js.configs.recommended,
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        module: 'writable',
        require: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ group: ['cdk8s-cli', 'cdk8s-cli/*'], allowTypeImports: true, message: 'types only' }],
        },
      ],
    },
  },
  {
    // A construct's constructor works by being called: `new Deployment(this, 'x')` registers itself in the tree.
    files: ['**/*.ts'],
    rules: { 'no-new': 'off', '@typescript-eslint/no-extraneous-class': 'off' },
  },
  {
    // The list of public names, one by one, grows with them.
    files: ['src/index.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { ClassDeclaration: true, FunctionDeclaration: true },
          contexts: ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'],
        },
      ],
      'jsdoc/no-types': 'error',
    },
  },
  {
    files: ['test/**/*.ts', 'e2e/tests/**/*.ts', 'package/tests/**/*.ts'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/prefer-strict-equal': 'error',
      // e2e/support/chapters.ts: tests that go on where the one before has ended.
      'jest/no-standalone-expect': ['error', { additionalTestBlockFunctions: ['chapter'] }],
    },
  },
);
