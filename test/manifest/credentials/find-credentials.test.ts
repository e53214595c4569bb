import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { findCredentials } from '../../../src/manifest/credentials/find-credentials';
import { credentials, harmless, text } from './support';

const ROOT = join(__dirname, '../../..');

/** Places of all kinds that a value may stand in, and its pointer. */
const places: readonly (readonly [pointer: string, (value: string) => Record<string, unknown>])[] = [
  ['/data/app.conf', (value) => ({ kind: 'ConfigMap', data: { 'app.conf': value } })],
  [
    '/metadata/annotations/example.com~1note',
    (value) => ({ metadata: { annotations: { 'example.com/note': value } } }),
  ],
  ['/spec/values/deep/0/1', (value) => ({ kind: 'HelmRelease', spec: { values: { deep: [['first', value]] } } })],
  [
    '/spec/template/spec/containers/0/env/0/value',
    (value) => ({ spec: { template: { spec: { containers: [{ env: [{ name: 'SETTING', value }] }] } } } }),
  ],
  [
    '/spec/template/spec/containers/0/args/1',
    (value) => ({ spec: { template: { spec: { containers: [{ args: ['-c', value] }] } } } }),
  ],
];

describe.each(Object.entries(credentials))('%s', (_name, values) => {
  test('is found wherever it stands', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(...places), (value, [pointer, manifest]) => {
        const object = manifest(value);
        expect(findCredentials(object).map((found) => found.pointer)).toStrictEqual([pointer]);
      }),
    );
  });

  test('is not shown', () => {
    fc.assert(
      fc.property(values, (value) => {
        const shown = JSON.stringify(findCredentials({ data: { value } }));
        const parts = value.match(/[A-Za-z0-9]{14,}/g) ?? [];
        expect(parts.filter((part) => shown.includes(part))).toStrictEqual([]);
      }),
    );
  });
});

test.each(Object.entries(harmless))('%s is no credential', (_name, values) => {
  fc.assert(
    fc.property(values, fc.constantFrom(...places), (value, [, manifest]) => {
      expect(findCredentials(manifest(value))).toStrictEqual([]);
    }),
    { numRuns: 1000 },
  );
});

describe('values below the name of a credential', () => {
  test.each([
    'password',
    'adminPassword',
    'DB_PASSWORD',
    'apiKey',
    'API_KEY',
    'client-secret',
    'AWS_SECRET_ACCESS_KEY',
    'authToken',
  ])('%s is found as a key and as an environment variable', (name) => {
    expect(findCredentials({ spec: { values: { [name]: 'hunter2' } } })).toMatchObject([
      { pointer: `/spec/values/${name}`, what: 'a password or key' },
    ]);
    expect(findCredentials({ env: [{ name, value: 'hunter2' }] })).toMatchObject([
      { pointer: '/env/0/value', remedy: expect.stringContaining('secretKeyRef') as string },
    ]);
  });

  test.each([
    ['DB_PASSWORD', '$(PASSWORD)'],
    ['DB_PASSWORD', '${DB_PASSWORD}'],
    ['DB_PASSWORD', 'vault:secret/data/db#password'],
    ['DB_PASSWORD', 'op://shop/database/password'],
    ['DB_PASSWORD', 'ref+vault://secret/db#/password'],
    ['DB_PASSWORD', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db'],
    ['DB_PASSWORD', 'projects/shop/secrets/db/versions/1'],
    ['DB_PASSWORD', '@DB_PASSWORD@'],
    ['DB_PASSWORD', '%DB_PASSWORD%'],
    ['DB_PASSWORD', '__DB_PASSWORD__'],
    ['password', '{{ .password }}'],
    ['password', '<password>'],
    ['password', ''],
    ['password', '/run/secrets/password'],
    ['allowPassword', 'true'],
    ['PASSWORD_FILE', 'password.txt'],
    ['passwordKey', 'admin-password'],
    ['existingSecret', 'grafana'],
    ['secretName', 'linkerd-trust-anchor'],
    ['secretKey', 'password'],
    ['tokenReview', 'something'],
    ['token', 'backend'],
  ])('%s: %s is none', (name, value) => {
    expect(findCredentials({ values: { [name]: value }, env: [{ name, value }] })).toStrictEqual([]);
  });

  test('a number is found, unless it says how long a password must be', () => {
    expect(findCredentials({ values: { password: 12345678 } })).toMatchObject([{ pointer: '/values/password' }]);
    expect(findCredentials({ values: { minPassword: 12, passwordMinLength: 12 } })).toStrictEqual([]);
  });

  test.each(['--require-password=true', '--db-password=/run/secrets/db', 'a?password=$(PASSWORD)', ';Pwd={{ .pwd }};'])(
    'what stands elsewhere is none: %s',
    (value) => {
      expect(findCredentials({ data: { value } })).toStrictEqual([]);
    },
  );

  test('an argument behind an option of that name is found', () => {
    expect(findCredentials({ args: ['--user', 'shop', '--password', 'hunter'] })).toMatchObject([
      { pointer: '/args/3' },
    ]);
    expect(
      findCredentials({ args: ['--password', '$(PASSWORD)', '--password', '--verbose', '--password-file', 'x'] }),
    ).toStrictEqual([]);
  });

  test.each([
    'Authorization: Basic Authentication is off',
    'say --password to be asked for it',
    'hvs.a-name-that-has-many-letters.example',
  ])('prose and names are none: %s', (value) => {
    expect(findCredentials({ data: { value } })).toStrictEqual([]);
  });

  test('a reference to where the value is, is none', () => {
    const valueFrom = { secretKeyRef: { name: 'db', key: 'password' } };
    expect(findCredentials({ env: [{ name: 'DB_PASSWORD', valueFrom }] })).toStrictEqual([]);
    expect(
      findCredentials({ args: ['--password=$(DB_PASSWORD)', '--password-file=/x'], url: 'amqp://a:$(B)@c' }),
    ).toStrictEqual([]);
  });
});

describe('Secrets', () => {
  const encrypted = 'ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]';
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' } };

  test('every value is found, whatever it looks like', () => {
    const object = { ...secret, data: { user: 'c2hvcA==', 'a/b': 'eA==' }, stringData: { host: 'db' } };
    expect(findCredentials(object).map(({ pointer }) => pointer)).toStrictEqual([
      '/data/user',
      '/data/a~1b',
      '/stringData/host',
    ]);
  });

  test('what SOPS has encrypted may be written; a value that it has not, may not', () => {
    const sops = { age: [{ recipient: 'age1…' }], mac: encrypted };
    const object = { ...secret, stringData: { user: encrypted, password: encrypted }, sops };
    expect(findCredentials(object)).toStrictEqual([]);
    expect(findCredentials({ ...object, stringData: { user: 'shop', password: encrypted } })).toMatchObject([
      { pointer: '/stringData/user', remedy: expect.stringContaining('SOPS') as string },
    ]);
    // Somebody's text that only looks encrypted: there is nothing to decrypt it with.
    expect(findCredentials({ ...object, sops: undefined })).toHaveLength(2);
  });

  test('one in a list is found; other kinds of that name are not Secrets', () => {
    expect(findCredentials({ kind: 'List', items: [{ ...secret, data: { a: 'eA==' } }] })).toMatchObject([
      { pointer: '/items/0/data/a' },
    ]);
    expect(findCredentials({ ...secret, apiVersion: 'example.com/v1', data: { a: 'eA==' } })).toStrictEqual([]);
    expect(findCredentials({ ...secret, data: {} })).toStrictEqual([]);
  });
});

test('a name that makes a value a credential does so with anything before it', () => {
  const name = text('abcdefghijklmnopqrstuvwxyz', 0, 12);
  const endings = fc.constantFrom(
    'Password',
    '_PASSWD',
    '_API_KEY',
    'ClientSecret',
    '-app-secret',
    '_ACCESS_TOKEN',
    'SharedSecret',
  );
  fc.assert(
    fc.property(name, endings, (start, end) => {
      expect(findCredentials({ values: { [start + end]: 'hunter' } })).toHaveLength(1);
    }),
  );
});

test.each(['dist', 'examples', 'templates', 'releases'])('nothing in %s/ is taken for a credential', (folder) => {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.ya?ml$/.test(file),
  );
  const found = files.flatMap((file) =>
    parseAllDocuments(readFileSync(join(ROOT, folder, file), 'utf8')).flatMap((document) =>
      findCredentials((document.toJS() ?? {}) as Record<string, unknown>).map(
        ({ pointer, what }) => `${file} ${pointer}: ${what}`,
      ),
    ),
  );
  expect(found).toStrictEqual([]);
});
