import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpd, cpdJson } from './support/cpd';

const folder = mkdtempSync(join(tmpdir(), 'cpd-set-hold-'));
const file = join(folder, 'dev.yaml');
const FILE = `# dev
shop:
  backend:
    tag: 6.9.4 # {"$imagepolicy": "shop:backend:tag"}
    color: blue
`;

beforeEach(() => {
  writeFileSync(file, FILE);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const short = (text: string) => text.replaceAll(`${folder}/`, '');
const set = (...args: string[]) => {
  const { code, out, error } = cpd(['set', '--dir', folder, ...args]);
  return { code, out: out.map(short), error: error.map(short) };
};
const setJson = (...args: string[]) => cpdJson('set', '--dir', folder, ...args).document;
const written = () => readFileSync(file, 'utf8');

describe('tags that follow an image policy', () => {
  const marker = '# {"$imagepolicy": "shop:backend:tag"}';

  test('--hold keeps the tag, --follow takes that back, and no other byte changes', () => {
    expect(set('shop/backend', 'tag=6.9.3', '--hold', '--env', 'dev')).toStrictEqual({
      code: 0,
      out: [
        'dev.yaml: shop.backend.tag is now 6.9.3',
        'dev.yaml: shop.backend.tag is held: Flux leaves it alone until it is set with --follow',
      ],
      error: [],
    });
    const held = FILE.replace('6.9.4', '6.9.3').replace(marker, marker.replace('# ', '# held '));
    expect(written()).toBe(held);
    expect(set('shop/backend', 'tag=6.9.5', '--env', 'dev').code).toBe(0);
    expect(written()).toBe(held.replace('6.9.3', '6.9.5'));
    expect(set('shop/backend', 'tag=6.9.4', '--follow', '--env', 'dev').code).toBe(0);
    expect(written()).toBe(FILE);
  });

  test('without a tag both keep the one that is there', () => {
    expect(set('shop/backend', '--hold', '--env', 'dev')).toStrictEqual({
      code: 0,
      out: ['dev.yaml: shop.backend.tag is held: Flux leaves it alone until it is set with --follow'],
      error: [],
    });
    expect(written()).toBe(FILE.replace('# {', '# held {'));
    expect(set('shop/backend', 'color=green', '--follow', '--env', 'dev').code).toBe(0);
    expect(written()).toBe(FILE.replace('blue', 'green'));
    expect(set('shop/backend', '--env', 'dev')).toMatchObject({ code: 2 });
    expect(set('shop/frontend', '--hold', '--env', 'dev')).toMatchObject({ code: 1 });
  });

  test('with --json it says so', () => {
    expect(setJson('shop/backend', 'tag=6.9.4', '--hold', '--env', 'dev')).toMatchObject({ changed: true, held: true });
    expect(setJson('shop/backend', 'tag=6.9.4', '--hold', '--env', 'dev')).toMatchObject({
      changed: false,
      held: true,
    });
    expect(setJson('shop/backend', 'tag=6.9.4', '--env', 'dev')).not.toHaveProperty('held');
  });

  test('a tag without a marker cannot be held, and the file stays', () => {
    const plain = FILE.replace(` ${marker}`, '');
    writeFileSync(file, plain);
    expect(set('shop/backend', 'tag=6.9.5', '--hold', '--env', 'dev')).toMatchObject({
      code: 1,
      error: [expect.stringMatching(/shop\.backend\.tag must have an image policy marker/), 'dev.yaml was not changed'],
    });
    expect(written()).toBe(plain);
  });

  test.each([
    [['tag=', '--follow'], /--follow must be given for a tag, got one that is removed/],
    [['tag=6.9.4', '--follow', '--hold'], /--hold must stand without --follow, got both/],
  ])('%j makes no sense', (args, message) => {
    const { code, error } = set('shop/backend', ...args, '--env', 'dev');
    expect(code).toBe(2);
    expect(error.join('\n')).toMatch(message);
    expect(written()).toBe(FILE);
  });
});
