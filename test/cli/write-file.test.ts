import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFile } from '../../src/cli/write-file';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-file-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('replaces the text and keeps the permissions', () => {
  const file = join(folder, 'dev.yaml');
  writeFileSync(file, 'old');
  chmodSync(file, 0o640);
  replaceFile(file, 'new é');
  expect(readFileSync(file, 'utf8')).toBe('new é');
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toStrictEqual(['dev.yaml']);
});

test('writes through a link', () => {
  writeFileSync(join(folder, 'real.yaml'), 'old');
  symlinkSync('real.yaml', join(folder, 'dev.yaml'));
  replaceFile(join(folder, 'dev.yaml'), 'new');
  expect(lstatSync(join(folder, 'dev.yaml')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'real.yaml'), 'utf8')).toBe('new');
});

test('a reader holds a whole old file or a whole new one: the file is another one afterwards', () => {
  const file = join(folder, 'dev.yaml');
  writeFileSync(file, 'old');
  const before = statSync(file).ino;
  replaceFile(file, 'new');
  expect(statSync(file).ino).not.toBe(before);
});

test('leaves nothing behind when the last step fails', () => {
  mkdirSync(join(folder, 'dev.yaml'));
  expect(() => {
    replaceFile(join(folder, 'dev.yaml'), 'new');
  }).toThrow('EISDIR');
  expect(readdirSync(folder)).toStrictEqual(['dev.yaml']);
});

test('leaves nothing behind when the file is not there', () => {
  expect(() => {
    replaceFile(join(folder, 'none.yaml'), 'new');
  }).toThrow('ENOENT');
  expect(readdirSync(folder)).toStrictEqual([]);
});
