import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTree } from '../support/manifest-tree';

const DIST = join(__dirname, '../../dist');

describe('dist/', () => {
  test('every document is valid against its pinned schema', () => {
    const { files, documents, messages } = checkTree(DIST);
    expect(messages).toStrictEqual([]);
    expect(files).toBeGreaterThan(0);
    expect(documents).toBeGreaterThanOrEqual(files);
  });
});

describe('the check of a tree', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tree-'));
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };

  beforeAll(() => {
    write('apps/good.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n');
    write(
      'apps/deep/two.yaml',
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n---\napiVersion: v1\nkind: Namespace\nmetadata:\n  nam: shop\n',
    );
    write('apps/twice.yaml', 'apiVersion: v1\napiVersion: v1\nkind: Namespace\n');
    write('apps/empty.yaml', '');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('names the file, the document and the field', () => {
    const { files, documents, messages } = checkTree(folder);
    expect({ files, documents }).toStrictEqual({ files: 4, documents: 4 });
    expect(messages).toStrictEqual([
      'apps/deep/two.yaml#1 /metadata: must not have the unknown field nam',
      "apps/deep/two.yaml#1 /metadata: must have required property 'name'",
      'apps/empty.yaml: must have a document',
      expect.stringMatching(/^apps\/twice\.yaml#0 .*Map keys must be unique/),
    ]);
  });
});
