import type { Problem } from '../../model/problem';

/** Checks that the shard of a workspace is one that its cluster has: nobody would look after the workspace in another. */
export function checkShard(
  got: string | undefined,
  cluster: { readonly name: string; readonly shards: readonly string[] },
): Problem[] {
  if (got === undefined || cluster.shards.includes(got)) return [];
  const none = cluster.shards.length === 0;
  const must = none ? `be absent on cluster ${cluster.name}, whose Flux has no shards` : 'be a shard of the cluster';
  const remedy = none ? 'give the cluster shards' : `choose one of ${cluster.shards.join(', ')}, or leave it out`;
  return [{ prop: 'shard', must, got, remedy }];
}
