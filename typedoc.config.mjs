// docs/api/, which `npm run api` writes from the types of what users may import.

/** @type {import('typedoc').TypeDocOptions & import('typedoc-plugin-markdown').PluginOptions} */
export default {
  name: 'API',
  entryPoints: ['src/index.ts', 'src/testing/index.ts', 'src/testing/jest.ts'],
  tsconfig: 'tsconfig.build.json',
  plugin: ['typedoc-plugin-markdown'],
  out: 'docs/api',
  readme: 'none',
  // Members that cdk8s and constructs give to every construct are described there.
  excludeExternals: true,
  excludePrivate: true,
  excludeProtected: true,
  excludeInternal: true,
  // Nothing that changes with the commit, the version or the machine: CI compares the pages byte for byte.
  disableSources: true,
  hideGenerator: true,
  includeVersion: false,
  // Every public name, and every field of it, says what it is.
  requiredToBeDocumented: [
    'Class',
    'Interface',
    'Enum',
    'Variable',
    'Function',
    'Property',
    'Method',
    'CallSignature',
    'Accessor',
    'GetSignature',
    'SetSignature',
    'TypeAlias',
    'EnumMember',
  ],
  validation: {
    notExported: true,
    invalidLink: true,
    invalidPath: true,
    rewrittenLink: true,
    notDocumented: true,
    unusedMergeModuleWith: true,
  },
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true,
  // Only how a public type is made: nobody writes these by name.
  intentionallyNotExported: ['ExactlyOne', 'MatcherContext', 'MatcherOutcome', 'MirrorFit', 'OneOf', 'TargetFit'],
  // Pages that can be read on GitHub.
  outputFileStrategy: 'modules',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  expandObjects: false,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  enumMembersFormat: 'table',
  propertyMembersFormat: 'table',
  tableColumnSettings: { hideInherited: true, hideOverrides: true, hideSources: true, hideModifiers: true },
};
