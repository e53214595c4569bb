import * as fc from 'fast-check';
import { FluxInstance } from '../../../src/constructs/flux/flux-instance';
import { HelmRelease } from '../../../src/constructs/flux/helm-release';
import { controllerFlags } from '../../../src/constructs/flux/lockdown';
import { checkShards, shardLabels, shardNames, shardOf } from '../../../src/constructs/flux/sharding';
import { problemText } from '../../../src/model/problem';
import { synth } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';

const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,10}[a-z0-9])?$/);
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 8 });

describe('the shard of a team', () => {
  test('is one of the shards, whatever their order', () => {
    fc.assert(
      fc.property(name, names, (team, shards) => {
        const shard = shardOf(team, shards);
        expect(shards).toContain(shard);
        expect(shardOf(team, [...shards].reverse())).toBe(shard);
      }),
    );
  });

  test('stays when a shard comes, unless it is the new one; and when another one goes', () => {
    fc.assert(
      fc.property(name, names, name, (team, shards, added) => {
        fc.pre(!shards.includes(added));
        const [before, after] = [shardOf(team, shards), shardOf(team, [...shards, added])];
        expect([before, added]).toContain(after);
      }),
    );
  });

  test.each([2, 3, 8, 16])('%i shards get even shares of 10,000 teams, within a tenth', (count) => {
    const shares = new Map<string, number>();
    for (let index = 0; index < 10_000; index += 1) {
      const shard = shardOf(`team-${index}`, shardNames(count)) ?? '';
      shares.set(shard, (shares.get(shard) ?? 0) + 1);
    }
    expect(shares.size).toBe(count);
    const fair = 10_000 / count;
    for (const share of shares.values()) expect(Math.abs(share - fair)).toBeLessThan(fair / 10);
  });

  test('is the same in every release: a change would move the teams of every cluster', () => {
    expect(['shop', 'media', 'checkout', 'search'].map((team) => shardOf(team, shardNames(4)))).toMatchInlineSnapshot(`
     [
       "shard4",
       "shard3",
       "shard3",
       "shard2",
     ]
    `);
  });

  test('is none where there are no shards', () => {
    expect(shardOf('shop', [])).toBeUndefined();
    expect(shardLabels(undefined)).toStrictEqual({});
  });
});

describe('the controllers of shards', () => {
  test('each looks after what carries its label, those without a shard after the rest, and one tells of all', () => {
    const selector = (shard: string | null): string[] =>
      controllerFlags('source-controller', { shard }).filter((flag) => flag.startsWith('--watch-label-selector='));
    expect(selector('shard1')).toStrictEqual(['--watch-label-selector=sharding.fluxcd.io/key=shard1']);
    expect(selector(null)).toStrictEqual(['--watch-label-selector=!sharding.fluxcd.io/key']);
    expect(controllerFlags('source-controller').join(' ')).not.toContain('watch-label-selector');
    expect(controllerFlags('notification-controller', { shard: 'shard1' })).toStrictEqual(
      controllerFlags('notification-controller'),
    );
  });

  test('are the operator’s to make', () => {
    const [instance] = synth((scope) => new FluxInstance(scope, 'flux', { version: '2.9.5', shards: ['a', 'b'] }));
    expect(instance?.spec).toMatchObject({ sharding: { shards: ['a', 'b'] } });
    expect(instance && validateManifest(instance)).toStrictEqual([]);
  });
});

test('the chart that helm-controller makes of a release is in the release’s shard', () => {
  const [release] = synth(
    (scope) =>
      new HelmRelease(scope, 'redis', {
        chart: { name: 'redis', version: '1.0.0', repository: 'redis' },
        labels: { 'sharding.fluxcd.io/key': 'shard1', team: 'shop' },
      }),
  );
  expect(release?.spec).toMatchObject({ chart: { metadata: { labels: { 'sharding.fluxcd.io/key': 'shard1' } } } });
  expect(release && validateManifest(release)).toStrictEqual([]);
});

test.each([
  [0, 'shards must be a whole number from 1, got 0; leave it out for a Flux without shards'],
  [1.5, 'shards must be a whole number from 1, got 1.5; leave it out for a Flux without shards'],
  [[], 'shards must not be empty, got []; leave it out for a Flux without shards'],
  [['a', 'a'], 'shards must differ from each other, got "a"; name it once'],
])('shards %j are refused', (shards, text) => {
  expect(checkShards('shards', shards).map(problemText)).toStrictEqual([text]);
});

test('a shard’s name leaves room for its controllers’ in a label', () => {
  const longest = 'a'.repeat(35);
  expect(checkShards('shards', [longest])).toStrictEqual([]);
  expect(`image-automation-controller-${longest}`).toHaveLength(63);
  expect(checkShards('shards', [`${longest}a`])).toHaveLength(1);
});
