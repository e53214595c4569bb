import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Setter, testImageUpdates } from '../../e2e/support/image-updates';

const MARKED = /^( *[\w-]+: +)("[^"]*"|[^\s"#]+)([ \t]+#(.*))$/gm;

/**
 * Stands in for Flux's setter: a comment that is a marker and nothing else has the scalar before it replaced. The real one is
 * asked by `npm run e2e -- images`.
 */
const standIn: Setter = (folder, { automation, policies }) => {
  const { path } = automation.spec['update'] as { readonly path: string };
  const tags = new Map(
    policies.map(({ metadata: { namespace, name }, status }) => [
      `${namespace}:${name}:tag`,
      (status as { latestRef: { tag: string } }).latestRef.tag,
    ]),
  );
  return readdirSync(join(folder, path)).filter((name) => {
    const file = join(folder, path, name);
    const text = readFileSync(file, 'utf8');
    const edited = text.replaceAll(MARKED, (line, key: string, _value, comment: string, json: string) => {
      const tag = tags.get(setterOf(json) ?? '');
      return tag === undefined ? line : `${key}${typeof parse(tag) === 'string' ? tag : JSON.stringify(tag)}${comment}`;
    });
    writeFileSync(file, edited);
    return edited !== text;
  });
};

function setterOf(json: string): string | undefined {
  try {
    return (JSON.parse(json) as Readonly<Record<string, string>>)['$imagepolicy'];
  } catch {
    return undefined;
  }
}

describe('image updates, with a stand-in for Flux', () => {
  testImageUpdates(standIn);
});
