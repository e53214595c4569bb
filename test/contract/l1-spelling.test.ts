import { Testing } from 'cdk8s';
import { countLeaves, enumerationsOf, leavesOf, samplesOf, sayable } from '../support/schema-samples';
import type { Leaf } from '../support/schema-samples';
import { kindsWithSchema, readSchema } from '../support/schemas';
import type { JsonSchema } from '../support/strict-schema';
import { typedImports } from '../support/typed-imports';
import type { TypedImport } from '../support/typed-imports';

/** Every kind that has a construct, by file. */
const KINDS = {
  'flagger.app.ts': ['v1beta1 AlertProvider', 'v1beta1 Canary', 'v1beta1 MetricTemplate'],
  'gateway.networking.k8s.io.ts': ['v1 GRPCRoute', 'v1 Gateway', 'v1 HTTPRoute', 'v1beta1 ReferenceGrant'],
  'helm.toolkit.fluxcd.io.ts': ['v2 HelmRelease'],
  'kustomize.toolkit.fluxcd.io.ts': ['v1 Kustomization'],
  'notification.toolkit.fluxcd.io.ts': ['v1 Receiver', 'v1beta3 Alert', 'v1beta3 Provider'],
  'source.toolkit.fluxcd.io.ts': [
    'v1 Bucket',
    'v1 ExternalArtifact',
    'v1 GitRepository',
    'v1 HelmChart',
    'v1 HelmRepository',
    'v1 OCIRepository',
  ],
  'split.smi-spec.io.ts': ['v1alpha1 TrafficSplit', 'v1alpha2 TrafficSplit'],
};

/** Fields whose props are spelled otherwise: where generated code could write the prop's spelling instead of the CRD's. */
const RESPELLED = {
  consecutive5xxErrors: 'consecutive5XxErrors',
  disableOpenAPIValidation: 'disableOpenApiValidation',
  disableTLS: 'disableTls',
  issuerURL: 'issuerUrl',
  matchOIDCIdentity: 'matchOidcIdentity',
  skipCRDs: 'skipCrDs',
};

/**
 * The only values that the typed props cannot say: the importer leaves out empty ones, and of two that differ in case takes
 * the first. Empty is as good as no field, and Flux takes `head` for `HEAD`.
 */
const UNSAYABLE = {
  'flagger.app/v1beta1 Canary /spec/analysis/alerts/severity': [''],
  'flagger.app/v1beta1 Canary /spec/analysis/webhooks/type': [''],
  'source.toolkit.fluxcd.io/v1 GitRepository /spec/verify/mode': ['HEAD'],
};

const imports = typedImports();

const cases = imports.map((typed) => [`${typed.apiVersion} ${typed.kind}`, typed] as const);

/** The part of a kind's schema that its construct covers: not the status, nor what every object has. */
function ownFields({ apiVersion, kind }: TypedImport): JsonSchema {
  const schema = readSchema(apiVersion, kind);
  if (schema?.properties === undefined) throw new Error(`${apiVersion} ${kind} has no schema`);
  const others = new Set(['apiVersion', 'kind', 'metadata', 'status']);
  return { properties: Object.fromEntries(Object.entries(schema.properties).filter(([name]) => !others.has(name))) };
}

function synthesize(typed: TypedImport, object: object): Leaf[] {
  const chart = Testing.chart();
  typed.create(chart, 'sample', typed.toProps({ metadata: { name: 'sample' }, ...object }));
  return leavesOf(chart.toJson()[0]);
}

function inOrder(leaves: readonly Leaf[]): Leaf[] {
  return [...leaves].sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('typed constructs', () => {
  test('there is one for each pinned kind', () => {
    const expected = Object.entries(KINDS).flatMap(([file, kinds]) =>
      kinds.map((kind) => `${file.replace(/\.ts$/, '')}/${kind}`),
    );
    expect(cases.map(([title]) => title).sort()).toStrictEqual(expected.sort());
    const groups = new Set(imports.map(({ apiVersion }) => apiVersion.split('/')[0]));
    const schemas = kindsWithSchema().filter((name) => groups.has(name.split('/')[0]));
    expect(cases.map(([title]) => title).sort()).toStrictEqual(schemas);
  });

  test.each(cases)('%s writes every leaf with the spelling of the CRD', (_title, typed) => {
    const schema = ownFields(typed);
    for (const object of samplesOf(schema)) {
      const expected = leavesOf(object);
      expect(expected.length).toBeGreaterThanOrEqual(countLeaves(schema));
      const envelope: Leaf[] = [
        ['/apiVersion', typed.apiVersion],
        ['/kind', typed.kind],
        ['/metadata/name', 'sample'],
      ];
      expect(inOrder(synthesize(typed, object))).toStrictEqual(inOrder([...expected, ...envelope]));
    }
  });

  test('all leaves together are what the CRDs have', () => {
    const total = imports.reduce((sum, typed) => sum + countLeaves(ownFields(typed)), 0);
    const written = imports.reduce(
      (sum, typed) => sum + Math.max(...samplesOf(ownFields(typed)).map((object) => leavesOf(object).length)),
      0,
    );
    expect(total).toBeGreaterThan(700);
    expect(written).toBeGreaterThanOrEqual(total);
  });

  test('the fields that are spelled otherwise in TypeScript are known', () => {
    const respelled = Object.assign({}, ...imports.map(({ respelled }) => respelled)) as object;
    expect(respelled).toStrictEqual(RESPELLED);
  });

  test('no other values of enumerations are missing', () => {
    const missing = cases.flatMap(([title, typed]) =>
      enumerationsOf(ownFields(typed))
        .map(
          ([pointer, values]) =>
            [`${title} ${pointer}`, values.filter((value) => !sayable(values).includes(value))] as const,
        )
        .filter(([, values]) => values.length > 0),
    );
    expect(Object.fromEntries(missing)).toStrictEqual(UNSAYABLE);
  });
});
