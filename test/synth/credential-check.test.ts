import { ApiObject } from 'cdk8s';
import { configMap, findingsOf, folderChart, testApp } from '../support/synth-app';
import { filesIn, removeFolders, temporaryFolder } from '../support/synth-folder';

afterAll(removeFolders);

const TOKEN = ['ghp', 'a'.repeat(36)].join('_');

test('a credential is reported with its construct, its place and a remedy, without the value; nothing is written', () => {
  const folder = temporaryFolder();
  const app = testApp({ outdir: `${folder}/dist` });
  const chart = folderChart(app, 'shop');
  configMap(chart, 'settings', { data: { 'git.conf': `token = ${TOKEN}` } });
  new ApiObject(chart, 'db', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'db' },
    stringData: { password: 'hunter2' },
  });
  const revoke = 'and revoke it if it was ever committed';

  expect(findingsOf(app)).toStrictEqual([
    `shop/settings: /data/git.conf must hold no credential, got a GitHub token; keep it in a Secret that SOPS encrypts or External Secrets fetches, and refer to that; ${revoke}`,
    `shop/db: /stringData/password must hold no credential, got the value of a Secret; encrypt the file with SOPS, or use an ExternalSecret; ${revoke}`,
  ]);
  expect(filesIn(folder)).toStrictEqual([]);
});

test('a Secret that SOPS has encrypted is written as it is', () => {
  const app = testApp();
  const encrypted = 'ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]';
  new ApiObject(folderChart(app, 'shop'), 'db', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'db' },
    stringData: { password: encrypted },
    sops: { mac: encrypted, version: '3.11.0' },
  });

  expect(findingsOf(app)).toStrictEqual([]);
});
