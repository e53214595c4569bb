import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { KubeCredentials } from '../../e2e/control-plane/kube-connection';
import { writeKubeconfig } from '../../e2e/control-plane/kubeconfig';
import { readKubeconfig } from '../../e2e/control-plane/read-kubeconfig';
import { removeFolders, temporaryFolder } from '../support/synth-folder';

const folder = temporaryFolder();
afterAll(removeFolders);

const server = 'https://127.0.0.1:6443';
const pem = (what: string): string => `-----BEGIN ${what}-----\nbm90aGluZw==\n-----END ${what}-----\n`;
const [ca, cert, key] = [pem('CERTIFICATE'), pem('CERTIFICATE'), pem('EC PRIVATE KEY')];
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** As kind writes it, with a cluster and a user of one's own. */
function kubeconfig(cluster: object, user: object, current = 'kind'): string {
  const file = join(folder, 'config');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    preferences: {},
    contexts: [
      { name: 'other', context: { cluster: 'other', user: 'other' } },
      { name: 'kind', context: { cluster: 'kind', user: 'admin', namespace: 'default' } },
    ],
    'current-context': current,
    clusters: [
      { name: 'other', cluster: { server: 'https://other.example.com', 'insecure-skip-tls-verify': true } },
      { name: 'kind', cluster },
    ],
    users: [{ name: 'admin', user }],
  };
  writeFileSync(file, stringify(config));
  return file;
}

const trusted = { server, 'certificate-authority-data': base64(ca) };
const keys = { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) };

test.each<KubeCredentials>([
  { server, ca, token: 'secret' },
  { server, ca, cert, key },
])('what these tests write, they read again', (credentials) => {
  expect(readKubeconfig(writeKubeconfig(join(folder, 'own.json'), credentials))).toStrictEqual(credentials);
});

test('the current context counts, and of its cluster and user what kind and K3s write', () => {
  expect(readKubeconfig(kubeconfig(trusted, keys))).toStrictEqual({ server, ca, cert, key });
});

test('files are looked for beside the kubeconfig, as kubectl does; data wins over them', () => {
  writeFileSync(join(folder, 'ca.crt'), ca);
  writeFileSync(join(folder, 'admin.crt'), pem('OLD CERTIFICATE'));
  writeFileSync(join(folder, 'admin.key'), key);
  const user = {
    'client-certificate': 'admin.crt',
    'client-key': join(folder, 'admin.key'),
    'client-certificate-data': base64(cert),
  };
  const cluster = { server, 'certificate-authority': 'ca.crt' };
  expect(readKubeconfig(kubeconfig(cluster, user))).toStrictEqual({ server, ca, cert, key });
});

test('fields that say nothing are nothing', () => {
  const cluster = { ...trusted, 'insecure-skip-tls-verify': false, 'tls-server-name': '', extensions: [{ name: 'k' }] };
  expect(readKubeconfig(kubeconfig(cluster, { token: 'secret', exec: null }))).toMatchObject({ token: 'secret' });
});

const NO_USER = 'user admin must have a client certificate and its key, or a token';
const ONLY_CLUSTER = 'must have nothing but server, certificate-authority, certificate-authority-data, extensions';

test.each([
  ['a program that gets the token', trusted, { exec: { command: 'aws' } }, /user admin must .*, token, .*got exec;/],
  ['a token in a file', trusted, { tokenFile: '/token' }, /user admin must .*got tokenFile;/],
  ['a password', trusted, { username: 'admin', password: 'admin' }, /user admin must .*got username, password;/],
  ['another user to act as', trusted, { ...keys, as: 'eve' }, /user admin must .*got as;/],
  ['nobody', trusted, {}, `${NO_USER}, got nothing;`],
  ['a key without its certificate', trusted, { token: 'a', 'client-key-data': base64(key) }, `${NO_USER}, got `],
  [
    'a certificate without its key',
    trusted,
    { 'client-certificate-data': base64(cert) },
    `${NO_USER}, got client-cert`,
  ],
  ['a server that need not prove itself', { server, 'insecure-skip-tls-verify': true }, keys, `${ONLY_CLUSTER}, got i`],
  ['a proxy', { ...trusted, 'proxy-url': 'http://proxy' }, keys, `${ONLY_CLUSTER}, got proxy-url;`],
  ['no authority', { server }, keys, 'must have certificate-authority-data or certificate-authority, got neither;'],
  ['no server', { ...trusted, server: '' }, keys, 'cluster kind must have server, got none;'],
  ['plain HTTP', { ...trusted, server: 'http://a' }, keys, 'cluster kind must have an https:// server, got http://a;'],
  [
    'what is not PEM',
    { ...trusted, 'certificate-authority-data': 'AAAA' },
    keys,
    'must have PEM as certificate-author',
  ],
  [
    'a file that is not there',
    { server, 'certificate-authority': 'no' },
    keys,
    'must name files that can be read, got',
  ],
  ['a number for a token', trusted, { token: 7 }, 'user admin must have a text as token, got a number;'],
])('%s is refused, with what a kubeconfig must hold', (_what, cluster, user, says) => {
  const file = kubeconfig(cluster, user);
  expect(() => readKubeconfig(file)).toThrow(says);
  expect(() => readKubeconfig(file)).toThrow(/^\/.*config: .*; give a kubeconfig as kind, k3d and K3s write it$/);
});

test('a context that is not there is refused with those that are', () => {
  const file = kubeconfig(trusted, keys, 'gone');
  expect(() => readKubeconfig(file)).toThrow(`${file} must have context gone, got other, kind;`);
});

test.each(['', 'a: [', '[]'])('%j is no kubeconfig', (text) => {
  const file = join(folder, 'config');
  writeFileSync(file, text);
  expect(() => readKubeconfig(file)).toThrow(`${file} must be a kubeconfig, got `);
});
