import { checkLabelName, checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import { checkNamespace } from '../traffic/namespace';
import type { PrimaryScalerReplicas } from './autoscaler-ref';
import type { ScaledObjectProps, ScaleTrigger } from './scaled-object-props';

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

/** Checks that one bound of the primary's replicas does not cross the other, where the target's holds. */
export function checkPrimaryReplicas(target: ScaledObjectProps, primary: PrimaryScalerReplicas = {}): Problem[] {
  const { minReplicas, maxReplicas } = primary;
  const prop = 'primaryScalerReplicas';
  if (minReplicas !== undefined && maxReplicas === undefined && minReplicas > target.maxReplicaCount) {
    const must = `be at most maxReplicaCount ${target.maxReplicaCount}`;
    return [{ prop: `${prop}.minReplicas`, must, got: minReplicas, remedy: 'lower it, or give maxReplicas, too' }];
  }
  if (maxReplicas !== undefined && minReplicas === undefined && maxReplicas < target.minReplicaCount) {
    const must = `be at least minReplicaCount ${target.minReplicaCount}`;
    return [{ prop: `${prop}.maxReplicas`, must, got: maxReplicas, remedy: 'raise it, or give minReplicas, too' }];
  }
  return [];
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
  const own = Object.entries(triggers).filter(([, { metadata }]) => metadata.query !== undefined);
  if (queries === undefined) return own.flatMap(([name, trigger]) => checkRewritten(name, trigger, target.name));
  const asked = own.map(([name]) => name);
  const given = Object.keys(queries).filter((name) => queries[name] !== undefined);
  return [
    ...given.filter((name) => !asked.includes(name)).map((name) => withoutQuery(name)),
    ...(given.length === 0 ? [] : asked.filter((name) => !given.includes(name)).map((name) => leftAlone(name))),
  ];
}

/** Flagger looks for the target's name, and that with `-canary`, as pieces of text, wherever they are. */
function checkRewritten(trigger: string, { type, metadata }: ScaleTrigger, target: string): Problem[] {
  const { query = '' } = metadata;
  const pieces = query.split(target);
  const ends = pieces.slice(1).map((_, index) => pieces.slice(0, index + 1).join(target).length);
  const wrong = ends.some((end) => {
    const before = query.slice(0, end);
    return isPart(before, query.slice(end + target.length)) || (type === 'prometheus' && !isQuoted(before));
  });
  if (!wrong) return [];
  const must = `have the name ${target} as a value of its own only, since Flagger puts "-primary" behind it`;
  const remedy = 'give the query of the primary in primaryScalerQueries';
  return [{ prop: `triggers.${trigger}.metadata.query`, must, got: query, remedy }];
}

/** Whether a name between two texts is a part of a longer one, `queue` in `queue-worker` or `queue_length`. */
function isPart(before: string, after: string): boolean {
  return /[\w-]$/.test(before) || /^-*\w/.test(after.replace(/^-canary(?![\w-])/, ''));
}

/** Whether a quotation is open at the end of the beginning of a PromQL query. */
function isQuoted(before: string): boolean {
  return /["'`]/.test(before.replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`[^`]*`/g, ''));
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
