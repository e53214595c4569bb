import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT, pages, readPage } from './support/fences';

/** A page without what is shown in its blocks and in its lines of code. */
function proseOf(file: string): string {
  return readPage(file)
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[()[\]]/g, ' '));
}

const anchors = new Map<string, ReadonlySet<string>>();

/** The anchors of a page: those of its headings, as GitHub makes them, and those that are written out. */
function anchorsOf(file: string): ReadonlySet<string> {
  const known = anchors.get(file);
  if (known !== undefined) return known;
  const page = readPage(file).replaceAll(/^```[\s\S]*?^```$/gm, '');
  const found = new Set([...page.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id));
  const counts = new Map<string, number>();
  for (const [, title = ''] of page.matchAll(/^#{1,6} (.*)$/gm)) {
    const slug = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    found.add(count === 0 ? slug : `${slug}-${count}`);
  }
  anchors.set(file, found);
  return found;
}

function isBroken(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(PROJECT, target))) return true;
  return anchor !== undefined && !anchorsOf(target).has(anchor);
}

test.each(pages())('every link of %s leads to a file and a heading that exist', (file) => {
  const links = [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const own = links.filter((link) => !/^https?:/.test(link));
  expect(own.filter((link) => isBroken(file, link))).toStrictEqual([]);
});
