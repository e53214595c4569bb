import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReleaseData } from '../../src/releases/release-data';

const files = readdirSync('releases').map((name) => join('releases', name));

test.each(files)('%s is right, and editors find its schema', (file) => {
  expect(ReleaseData.load(file).problems).toStrictEqual([]);
  expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(
    '# yaml-language-server: $schema=../schemas/releases.schema.json',
  );
});
