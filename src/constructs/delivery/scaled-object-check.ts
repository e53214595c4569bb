import { checkLabelName, checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import { checkNamespace } from '../traffic/namespace';
import type { ScaledObjectProps } from './scaled-object-props';

/** The HPA of the primary is `keda-hpa-<name>-primary`, whose name KEDA writes into a label. */
const NAME_MAX = 63 - 'keda-hpa-'.length - '-primary'.length;

/** Checks a ScaledObject against what KEDA refuses. */
export function checkScaledObject(name: string, props: ScaledObjectProps): Problem[] {
  const { target, triggers, pollingInterval, cooldownPeriod } = props;
  return [
    ...checkLabelName('name', name, NAME_MAX),
    ...checkSubdomainName('target.name', target.name),
    ...checkNamespace(target.namespace),
    ...checkCounts(props),
    ...(pollingInterval === undefined ? [] : checkInteger('pollingInterval', pollingInterval, 1)),
    ...(cooldownPeriod === undefined ? [] : checkInteger('cooldownPeriod', cooldownPeriod, 0)),
    ...(Object.keys(triggers).length > 0 ? [] : [noTrigger()]),
  ];
}

function checkCounts({ minReplicaCount, maxReplicaCount, triggers }: ScaledObjectProps): Problem[] {
  const problems = [
    ...checkInteger('minReplicaCount', minReplicaCount, 0),
    ...checkInteger('maxReplicaCount', maxReplicaCount, 1),
  ];
  if (problems.length > 0) return problems;
  if (minReplicaCount > maxReplicaCount) {
    const must = `be at least minReplicaCount ${minReplicaCount}`;
    return [{ prop: 'maxReplicaCount', must, got: maxReplicaCount, remedy: 'raise it, or lower minReplicaCount' }];
  }
  const types = Object.values(triggers).map(({ type }) => type);
  if (minReplicaCount > 0 || types.length === 0 || types.some((type) => type !== 'cpu' && type !== 'memory')) return [];
  const remedy = 'no pod is there to measure: write 1, or add another trigger';
  return [{ prop: 'minReplicaCount', must: 'be at least 1 for cpu and memory alone', got: minReplicaCount, remedy }];
}

/**
 * Checks the queries of a primary against the triggers of its target.
 *
 * @param props the target's ScaledObject.
 * @param queries the primary's; nothing where Flagger makes them.
 */
export function checkPrimaryQueries(
  { target, triggers }: ScaledObjectProps,
  queries: Readonly<Record<string, string | undefined>> | undefined,
): Problem[] {
  const own = Object.entries(triggers).flatMap(([name, { metadata }]) =>
    metadata.query === undefined ? [] : [[name, metadata.query] as const],
  );
  if (queries === undefined) return own.flatMap(([name, query]) => checkRewritten(name, query, target.name));
  const asked = own.map(([name]) => name);
  const given = Object.keys(queries).filter((name) => queries[name] !== undefined);
  return [
    ...given.filter((name) => !asked.includes(name)).map((name) => withoutQuery(name)),
    ...(given.length === 0 ? [] : asked.filter((name) => !given.includes(name)).map((name) => leftAlone(name))),
  ];
}

/** Flagger looks for the target's name as a piece of text, wherever it is. */
function checkRewritten(trigger: string, query: string, target: string): Problem[] {
  const around = query.split(target);
  const inside = around.slice(1).some((after, index) => {
    const before = around[index] ?? '';
    return /\w$/.test(before) || /^(\w|\s*(=|!=|!~|\())/.test(after);
  });
  if (!inside) return [];
  const must = `have the name ${target} as a value only, since Flagger puts "-primary" behind it`;
  const remedy = 'give the query of the primary in primaryScalerQueries';
  return [{ prop: `triggers.${trigger}.metadata.query`, must, got: query, remedy }];
}

function withoutQuery(name: string): Problem {
  const remedy = 'the trigger has no metadata.query that Flagger could replace: remove it';
  return { prop: `primaryScalerQueries.${name}`, must: 'be of a trigger with a query', got: name, remedy };
}

function leftAlone(name: string): Problem {
  const must = 'be given, too, beside the others';
  const remedy = 'Flagger would scale the primary by the query of the target: write it, or remove all';
  return { prop: `primaryScalerQueries.${name}`, must, got: undefined, remedy };
}

function noTrigger(): Problem {
  return { prop: 'triggers', must: 'have at least one', got: {}, remedy: 'KEDA refuses it without: add one' };
}
