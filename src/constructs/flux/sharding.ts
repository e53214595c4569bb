import { createHash } from 'node:crypto';
import { checkLabelName } from '../../model/name';
import type { Problem } from '../../model/problem';

/** The label that says which shard's controllers look after an object of Flux. */
const SHARD_LABEL = 'sharding.fluxcd.io/key';

// The longest name of a controller, image-automation-controller, and a dash leave this much of a Deployment's label.
const SHARD_NAME_MAX = 63 - 'image-automation-controller-'.length;

/** The labels of an object of Flux in a shard; none outside of any. */
export function shardLabels(shard: string | undefined): { labels?: Record<string, string> } {
  return shard === undefined ? {} : { labels: { [SHARD_LABEL]: shard } };
}

/** The shard that labels say. */
export function shardIn(labels: Readonly<Record<string, string>> | undefined): string | undefined {
  return labels?.[SHARD_LABEL];
}

/** The flag that makes a controller look after one shard, or after what is in none. */
export function shardFlag(shard: string | undefined): string {
  return `--watch-label-selector=${shard === undefined ? `!${SHARD_LABEL}` : `${SHARD_LABEL}=${shard}`}`;
}

/** The names of shards: given, or `shard1`, `shard2` and so on. */
export function shardNames(shards: number | readonly string[] = []): readonly string[] {
  if (typeof shards !== 'number') return shards;
  const count = Number.isInteger(shards) && shards > 0 ? shards : 0;
  return Array.from({ length: count }, (_, index) => `shard${index + 1}`);
}

/**
 * The shard of a team, by rendezvous hashing: of all shards the one that scores highest with the team's name. So a team
 * stays where it is when other teams come and go, whatever their order. A new shard takes its share and moves nobody between
 * the old ones; when one goes, only its own teams move.
 *
 * @returns nothing where there are no shards.
 */
export function shardOf(team: string, shards: readonly string[]): string | undefined {
  const scored = shards.map((shard) => ({ shard, score: score(team, shard) }));
  return scored.sort((a, b) => (a.score < b.score ? 1 : -1))[0]?.shard;
}

/** Checks the shards of a cluster. */
export function checkShards(prop: string, shards: number | readonly string[] = []): Problem[] {
  if (typeof shards === 'number') {
    if (Number.isInteger(shards) && shards > 0) return [];
    return [{ prop, must: 'be a whole number from 1', got: shards, remedy: 'leave it out for a Flux without shards' }];
  }
  const repeated = [...new Set(shards.filter((name, index) => shards.indexOf(name) < index))];
  return [
    ...(shards.length > 0
      ? []
      : [{ prop, must: 'not be empty', got: shards, remedy: 'leave it out for a Flux without shards' }]),
    ...shards.flatMap((name) => checkLabelName(prop, name, SHARD_NAME_MAX)),
    ...repeated.map((got) => ({ prop, must: 'differ from each other', got, remedy: 'name it once' })),
  ];
}

function score(team: string, shard: string): string {
  return createHash('sha256').update(`${shard}/${team}`).digest('hex');
}
