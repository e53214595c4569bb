import { readdirSync } from 'node:fs';
import { Construct } from 'constructs';
import * as publicNames from '../../src/index';
import { readPage } from './support/fences';

const FOLDER = 'docs/constructs';
const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');
const index = readPage(`${FOLDER}/README.md`);

/** Functions for constructs of one's own, which belong to no construct here. */
const FOR_CONSTRUCTS_OF_ONES_OWN = [
  'CANARY_NAME_MAX',
  'SynthError',
  'addYamlComment',
  'checkLabelName',
  'checkSubdomainName',
  'problemText',
  'report',
  'setOutputDirectory',
];

const constructs = Object.entries(publicNames)
  .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Construct)
  .map(([name]) => name);

test('there are as many constructs as this test was written for, or more', () => {
  expect(constructs.length).toBeGreaterThanOrEqual(19);
});

test.each(constructs)('%s has a page, and the index names it', (name) => {
  const [, page = ''] = new RegExp(`\\[\`${name}\`\\]\\(([a-z-]+\\.md)\\)`).exec(index) ?? [];
  expect(pages).toContain(page);
  expect(readPage(`${FOLDER}/${page}`)).toMatch(new RegExp(`^# .*${name}`));
});

test('the index leads to every page', () => {
  expect(pages.filter((page) => !index.includes(`](${page})`))).toStrictEqual([]);
});

test('every public function is on a page', () => {
  const text = pages.map((page) => readPage(`${FOLDER}/${page}`)).join('\n');
  const missing = Object.keys(publicNames).filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
  expect(missing.filter((name) => !FOR_CONSTRUCTS_OF_ONES_OWN.includes(name))).toStrictEqual([]);
});
