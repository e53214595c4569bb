import { checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import type { AutoscalerRef, PrimaryScalerReplicas } from './autoscaler-ref';
import type { CanaryTarget } from './canary-target';

const PROP = 'autoscalerRef';

/** Checks the autoscaler of a Canary's target against what Flagger and Kubernetes make of it. */
export function checkAutoscaler(target: CanaryTarget, ref: AutoscalerRef | undefined): Problem[] {
  const { kind, autoscalerName } = target;
  if (kind !== 'Deployment') {
    const got = ref ?? autoscalerName;
    const remedy = 'it has no replicas that an autoscaler could set: remove it';
    const prop = ref === undefined ? 'target.autoscalerName' : PROP;
    return got === undefined ? [] : [{ prop, must: `be left out for a ${kind}`, got, remedy }];
  }
  if (ref === undefined) return [];
  const { name, primaryScalerReplicas, primaryScalerQueries } = ref;
  return [
    ...checkName(name, autoscalerName),
    ...(primaryScalerReplicas === undefined ? [] : checkReplicas(primaryScalerReplicas)),
    ...(primaryScalerQueries === undefined ? [] : checkQueries(ref, primaryScalerQueries)),
  ];
}

function checkName(name: string | undefined, ofTarget: string | undefined): Problem[] {
  const prop = `${PROP}.name`;
  if (name === undefined) {
    const must = 'be given where the target has no autoscaler of its own';
    return ofTarget === undefined ? [{ prop, must, got: name, remedy: 'name the autoscaler' }] : [];
  }
  if (ofTarget !== undefined && ofTarget !== name) {
    const remedy = 'two autoscalers would fight over its replicas, and KEDA refuses a second one: remove one of them';
    return [{ prop, must: `be the target's own autoscaler ${ofTarget}`, got: name, remedy }];
  }
  return checkSubdomainName(prop, name);
}

function checkReplicas(replicas: PrimaryScalerReplicas): Problem[] {
  const prop = `${PROP}.primaryScalerReplicas`;
  const { minReplicas, maxReplicas } = replicas;
  const problems = Object.entries({ minReplicas, maxReplicas }).flatMap(([field, got]) =>
    got === undefined ? [] : checkInteger(`${prop}.${field}`, got, 1),
  );
  if (problems.length > 0 || minReplicas === undefined || maxReplicas === undefined || minReplicas <= maxReplicas) {
    return problems;
  }
  const remedy = 'raise it, or lower minReplicas';
  return [{ prop: `${prop}.maxReplicas`, must: `be at least minReplicas ${minReplicas}`, got: maxReplicas, remedy }];
}

function checkQueries({ kind }: AutoscalerRef, queries: Readonly<Record<string, string>>): Problem[] {
  const prop = `${PROP}.primaryScalerQueries`;
  if (kind !== 'ScaledObject') {
    const remedy = 'Flagger ignores them for a HorizontalPodAutoscaler: remove them';
    return [{ prop, must: 'be given for a ScaledObject only', got: queries, remedy }];
  }
  const names = Object.keys(queries);
  if (names.length === 0) {
    const remedy = 'Flagger would leave the queries as they are, without the name of the primary: remove it';
    return [{ prop, must: 'name a trigger', got: queries, remedy }];
  }
  return names
    .filter((name) => queries[name]?.trim() === '')
    .map((name) => ({ prop: `${prop}.${name}`, must: 'be a query', got: queries[name], remedy: 'write it' }));
}
