import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReleaseData } from '../../src/releases/release-data';

const folder = mkdtempSync(join(tmpdir(), 'release-data-'));
const file = join(folder, 'dev.yaml');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function load(text: string): ReleaseData {
  writeFileSync(file, text);
  return ReleaseData.load(file);
}

/** The messages with the file's name shortened to `dev.yaml`. */
function short(messages: readonly string[]): string[] {
  return messages.map((message) => message.replace(file.replaceAll('\\', '/'), 'dev.yaml'));
}

const SHOP = `shop:
  backend:
    tag: 6.9.4 # {"$imagepolicy": "shop:backend:tag"}
    color: green
    replicas: { min: 2, max: 4 }
    canary: { interval: 1m, stepWeights: [5, 50] }
  frontend:
    replicas: 3
`;

describe('values', () => {
  test('each field has the value that the file gives it', () => {
    const backend = load(SHOP).app('shop', 'backend');
    expect(backend.take('tag')).toBe('6.9.4');
    expect(backend.take('color')).toBe('green');
    expect(backend.take('replicas')).toStrictEqual({ min: 2, max: 4 });
    expect(backend.take('canary')).toStrictEqual({ interval: '1m', stepWeights: [5, 50] });
    expect(load(SHOP).app('shop', 'frontend').take('replicas')).toBe(3);
  });

  test('what the file leaves out is undefined', () => {
    const data = load(SHOP);
    expect(data.app('shop', 'frontend').take('tag')).toBeUndefined();
    expect(data.app('shop', 'api').take('tag')).toBeUndefined();
    expect(data.app('games', 'api').take('tag')).toBeUndefined();
    expect(ReleaseData.empty().app('shop', 'backend').take('tag')).toBeUndefined();
  });

  test('a value cannot be changed by whoever took it', () => {
    const canary = load(SHOP).app('shop', 'backend').take('canary');
    expect(Object.isFrozen(canary)).toBe(true);
    expect(Object.isFrozen(canary?.stepWeights)).toBe(true);
  });

  test('a field with a problem has no value, and its neighbours keep theirs', () => {
    const data = load('shop: { backend: { tag: 6.9, color: blue, canary: { threshold: 3, stepWeight: 0 } } }\n');
    const backend = data.app('shop', 'backend');
    expect(data.problems).toHaveLength(2);
    expect(backend.take('tag')).toBeUndefined();
    expect(backend.take('color')).toBe('blue');
    expect(backend.take('canary')).toBeUndefined();
  });
});

describe('where', () => {
  test.each([
    ['tag', ':3:10: shop.backend.tag'],
    ['canary', ':6:13: shop.backend.canary'],
    ['canary.interval', ':6:25: shop.backend.canary.interval'],
    ['canary.maxWeight', ':6:13: shop.backend.canary.maxWeight'],
    ['nothing', ':2:3: shop.backend.nothing'],
  ])('%s stands at its value, or at what is around it', (field, where) => {
    expect(short([load(SHOP).app('shop', 'backend').where(field)])).toStrictEqual([`dev.yaml${where}`]);
  });

  test('an app that the file leaves out has the file only', () => {
    expect(short([load(SHOP).app('shop', 'api').where('tag')])).toStrictEqual(['dev.yaml: shop.api.tag']);
    expect(ReleaseData.empty().app('shop', 'api').where('tag')).toBe('shop.api.tag');
  });
});

describe('unused', () => {
  test('is empty when everything was taken', () => {
    const data = load('shop: { backend: { tag: a, replicas: 1 }, api: }\n');
    data.app('shop', 'backend').take('tag');
    data.app('shop', 'backend').take('replicas');
    data.app('shop', 'api').take('color');
    expect(data.unused()).toStrictEqual([]);
  });

  test('names the workspace, app or field that nothing took, and what was likely meant', () => {
    const data = load(`${SHOP}shpo:\n  backend: { tag: a }\ngames: {}\n`);
    data.app('shop', 'backend').take('tag');
    data.app('shop', 'backend').take('replicas');
    data.app('shop', 'fronted').take('replicas');
    expect(short(data.unused())).toStrictEqual([
      'dev.yaml:4:5: shop.backend.color must be used by the code, got nothing that reads it; remove it',
      'dev.yaml:6:5: shop.backend.canary must be used by the code, got nothing that reads it; remove it',
      'dev.yaml:7:3: shop.frontend must be an app of this workspace, got none of that name; did you mean "fronted"?',
      'dev.yaml:9:1: shpo must be a workspace of this environment, got none of that name; did you mean "shop"?',
      'dev.yaml:11:1: games must be a workspace of this environment, got none of that name; remove it, or add the workspace to the code',
    ]);
  });

  test('names an app unlike any other without a guess', () => {
    const data = load('shop: { mailer: {} }\n');
    data.app('shop', 'backend');
    expect(short(data.unused())).toStrictEqual([
      'dev.yaml:1:9: shop.mailer must be an app of this workspace, got none of that name; remove it, or add the app to the code',
    ]);
  });
});

describe('the file', () => {
  test('that is not there is a problem with a remedy', () => {
    expect(ReleaseData.load('releases/nowhere.yaml').problems).toStrictEqual([
      'releases/nowhere.yaml must be a file, got none of that name; create it (it may be empty) or correct the path',
    ]);
  });

  test('that is a folder is a problem with a remedy', () => {
    expect(ReleaseData.load('test/releases').problems).toStrictEqual([
      'test/releases must be a file, got a folder; name the file in it',
    ]);
  });

  test('that is not UTF-8 is a problem with a remedy', () => {
    writeFileSync(file, Buffer.from([0x73, 0xff, 0x3a, 0x0a]));
    expect(short(ReleaseData.load(file).problems)).toStrictEqual([
      'dev.yaml must be UTF-8 text, got other bytes; save it as UTF-8',
    ]);
  });

  test('carries file, line and column into each problem', () => {
    expect(short(load('shop: { backend: { tag: 6.9 } }\n').problems)).toStrictEqual([
      'dev.yaml:1:25: shop.backend.tag must be a string, got 6.9 (a number); quote it: "6.9"',
    ]);
  });
});
