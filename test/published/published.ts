import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { problemsOf } from '../constructs/delivery/fixture';

/** Manifests that Flagger and its users publish. They are not part of this repository; without them nothing is compared. */
export const PUBLISHED = process.env.PUBLISHED_MANIFESTS ?? resolve(__dirname, '../../../shared/published');

/** Documents of others, and the construct that writes the same. */
export interface Published {
  /** Folder of the documents, whose kustomization.yaml may say their namespace. */
  readonly folder: string;
  /** Files that are compared, with all their documents. */
  readonly files: readonly string[];
  /** Kinds that the construct writes beside them, since the folder has them elsewhere. */
  readonly besides?: readonly string[];
  /** Fields of `spec` that ours says, too, and the published leaves to Flagger's command line. */
  readonly explicit?: Readonly<Record<string, unknown>>;
  /** Makes the construct that writes the same. */
  readonly build: (chart: Chart) => unknown;
}

interface Manifest {
  readonly metadata: object;
  readonly spec: object;
}

/** Whether the folder of a case is here to compare with. */
export function isHere({ folder }: Published): boolean {
  return existsSync(join(PUBLISHED, folder));
}

function read(folder: string, file: string): string {
  return readFileSync(join(PUBLISHED, folder, file), 'utf8');
}

function namespaceOf(folder: string): string | undefined {
  if (!existsSync(join(PUBLISHED, folder, 'kustomization.yaml'))) return undefined;
  return (parse(read(folder, 'kustomization.yaml')) as { namespace?: string }).namespace;
}

/** The documents of a folder's files, in the namespace that its kustomization.yaml puts them into. */
export function publishedOf({ folder, files, explicit }: Published): unknown[] {
  const namespace = namespaceOf(folder);
  return files
    .flatMap((file) => parseAllDocuments(read(folder, file)).map((document) => document.toJS() as Manifest))
    .map((object) => ({
      ...object,
      metadata: { ...object.metadata, ...(namespace !== undefined && { namespace }) },
      ...(explicit !== undefined && { spec: { ...explicit, ...object.spec } }),
    }));
}

/** What the construct writes, and what is wrong with it. */
export function writtenBy({ folder, besides = [], build }: Published): { problems: string[]; objects: unknown[] } {
  const namespace = namespaceOf(folder);
  const chart = new Chart(Testing.app(), 'published', { ...(namespace !== undefined && { namespace }) });
  build(chart);
  const objects = Testing.synth(chart) as { kind: string }[];
  return { problems: problemsOf(chart), objects: objects.filter(({ kind }) => !besides.includes(kind)) };
}
