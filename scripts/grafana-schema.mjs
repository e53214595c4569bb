// Writes test/contract/support/grafana.schema.json: the types of Grafana's own SDK, as far as dashboards use them, as a JSON
// schema that knows every field and refuses others (docs/adr/0012). The SDK is fetched for this and thrown away.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import prettier from 'prettier';
import ts from 'typescript';

const PACKAGE = '@grafana/grafana-foundation-sdk';
/** What the schema has at its top, by module of the SDK. */
const ROOTS = {
  Dashboard: 'dashboard',
  RowPanel: 'dashboard',
  Panel: 'dashboard',
  PrometheusQuery: ['prometheus', 'Dataquery'],
  TimeSeriesOptions: ['timeseries', 'Options'],
  TimeSeriesFieldConfig: ['timeseries', 'FieldConfig'],
  StatOptions: ['stat', 'Options'],
  StateTimelineOptions: ['statetimeline', 'Options'],
  StateTimelineFieldConfig: ['statetimeline', 'FieldConfig'],
};
/** Types that dashboards of ours have no use for, or whose shape depends on a plugin. */
const ANYTHING = new Set(['Action', 'Dataquery', 'LibraryPanelRef', 'Snapshot']);

const versions = JSON.parse(readFileSync(new URL('../src/versions.json', import.meta.url), 'utf8'));
const version = versions.tests['grafana-foundation-sdk'];
const file = new URL('../test/contract/support/grafana.schema.json', import.meta.url);

const folder = mkdtempSync(join(tmpdir(), 'grafana-sdk-'));
try {
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', `${PACKAGE}@${version}`], { cwd: folder });
  execFileSync('tar', ['-xzf', `grafana-grafana-foundation-sdk-${version}.tgz`], { cwd: folder });
  const schema = {
    $comment: `${PACKAGE} ${version}, by scripts/grafana-schema.mjs`,
    ...read(join(folder, 'package/dist')),
  };
  const options = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(JSON.stringify(schema), { ...options, parser: 'json' }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function read(dist) {
  const places = Object.entries(ROOTS).map(([name, place]) => [
    name,
    ...(Array.isArray(place) ? place : [place, name]),
  ]);
  const paths = places.map(([, module]) => join(dist, module, 'types.gen.d.ts'));
  const program = ts.createProgram([...new Set(paths)], { strict: true, noLib: false, types: [] });
  const checker = program.getTypeChecker();
  const definitions = {};

  for (const [name, module, exported] of places) {
    const source = checker.getSymbolAtLocation(program.getSourceFile(join(dist, module, 'types.gen.d.ts')));
    const symbol = checker.getExportsOfModule(source).find((candidate) => candidate.name === exported);
    definitions[name] = objectSchema(checker.getDeclaredTypeOfSymbol(symbol));
  }
  return { $defs: Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1))) };

  function schemaOf(type) {
    if (type.flags & ts.TypeFlags.Any) return {};
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.String) return { type: 'string' };
    if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
    if (type.isUnion()) return unionSchema(type.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined)));
    if (checker.isArrayType(type)) return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0]) };
    const index = checker.getIndexInfosOfType(type)[0];
    if (index !== undefined) return { type: 'object', additionalProperties: schemaOf(index.type) };
    const name = type.symbol.name;
    if (name === '__type') return objectSchema(type);
    if (ANYTHING.has(name)) return {};
    if (definitions[name] === undefined) {
      definitions[name] = {};
      definitions[name] = objectSchema(type);
    }
    return { $ref: `#/$defs/${name}` };
  }

  function unionSchema(types) {
    if (types.every((type) => type.isLiteral())) return { enum: types.map(({ value }) => value).sort() };
    if (types.every(({ flags }) => flags & ts.TypeFlags.BooleanLike)) return { type: 'boolean' };
    return types.length === 1 ? schemaOf(types[0]) : { anyOf: types.map(schemaOf) };
  }

  function objectSchema(type) {
    const properties = checker.getPropertiesOfType(type).filter(({ name }) => !name.startsWith('_'));
    const required = properties.filter(({ flags }) => !(flags & ts.SymbolFlags.Optional)).map(({ name }) => name);
    return {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        properties.map((property) => [property.name, schemaOf(checker.getTypeOfSymbol(property))]),
      ),
      ...(required.length > 0 && { required }),
    };
  }
}
