import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT, pages, readPage } from './support/fences';

/** A page without what is shown in its blocks and in its lines of code. */
function proseOf(file: string): string {
  return readPage(file)
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[()[\]]/g, ' '));
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(file: string): string[] {
  const headings = [
    ...readPage(file)
      .replaceAll(/^```[\s\S]*?^```$/gm, '')
      .matchAll(/^#{1,6} (.*)$/gm),
  ];
  return headings.map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function isBroken(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(PROJECT, target))) return true;
  return anchor !== undefined && !anchorsOf(target).includes(anchor);
}

test.each(pages())('every link of %s leads to a file and a heading that exist', (file) => {
  const links = [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const own = links.filter((link) => !/^https?:/.test(link));
  expect(own.filter((link) => isBroken(file, link))).toStrictEqual([]);
});
