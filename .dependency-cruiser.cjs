// Layers of src/. Imports go strictly down and stay on their side (docs/architecture.md).
const layers = {
  model: [],
  manifest: ['model'],
  releases: ['model'],
  cli: ['model', 'manifest', 'releases'],
  synth: ['model', 'manifest'],
  constructs: ['model', 'manifest', 'releases', '@imports', '@versions'],
  testing: ['model', 'manifest', 'synth'],
  fleet: ['model', 'constructs', 'synth', '@imports'],
};
const folder = (name) => ({ '@imports': 'imports/', '@versions': 'src/versions\\.json' })[name] ?? `src/${name}/`;
const plainSide = ['model', 'manifest', 'releases', 'cli'];

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'entry-points-are-roots',
      severity: 'error',
      comment: 'nothing imports the package entry or the fleet entry',
      from: {},
      to: { path: '^src/(index|main)\\.ts$' },
    },
    {
      name: 'manifest-side-is-plain',
      severity: 'error',
      comment: 'these folders work on plain data and know no cdk8s',
      from: { path: `^src/(${plainSide.join('|')})/` },
      to: { path: '(^|/)node_modules/(cdk8s|constructs|cdk8s-plus-[0-9]+|cdk8s-cli)(/|$)' },
    },
    {
      name: 'no-plus-in-the-library',
      severity: 'error',
      comment: 'users choose the line of cdk8s-plus, or none (docs/adr/0010): only the fleet may use it',
      from: { path: '^src/', pathNot: '^src/(main\\.ts|fleet/)' },
      to: { path: '(^|/)node_modules/cdk8s-plus-[0-9]+(/|$)' },
    },
    {
      name: 'no-dev-dependency-in-the-library',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main\\.ts|fleet/)' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer', 'type-only'] },
    },
    ...Object.entries(layers).map(([name, below]) => ({
      name: `layer-${name}`,
      severity: 'error',
      comment: `src/${name} may use only: ${below.join(', ') || 'nothing'}`,
      from: { path: `^src/${name}/` },
      to: { path: '^(src|imports)/', pathNot: `^(${[name, ...below].map(folder).join('|')})` },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
