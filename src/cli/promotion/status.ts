import { readFileSync } from 'node:fs';
import { problemText, valueText } from '../../model/problem';
import { readApps } from '../tree/apps';
import { fieldOf, listOf, textOf } from '../tree/fields';
import type { App, Image } from '../tree/fleet';
import { UsageError } from '../usage-error';

/** What gives a status, for people who must make one. */
export const STATUS_COMMAND = 'kubectl get canaries,deployments,daemonsets --all-namespaces -o json';

/** Objects of a cluster as `kubectl get -o json` prints them. */
export interface Status {
  readonly canaries: readonly unknown[];
  readonly workloads: readonly App[];
}

/** Reads a status from a file, or from the standard input when that is `-`. */
export function readStatus(file: string): Status {
  const wrong = (got: string) =>
    new UsageError(`--status must be a file that "${STATUS_COMMAND}" has written, got ${got}; write it anew`);
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    throw wrong((error as Error).message);
  }
  const items = fieldOf(read, 'kind') === 'List' ? listOf(read, 'items') : [read];
  const canaries = items.filter((item) => fieldOf(item, 'kind') === 'Canary');
  if (canaries.length === 0) throw wrong('no Canary');
  return { canaries, workloads: readApps(items.filter((item) => fieldOf(item, 'kind') !== 'Canary')).apps };
}

/** What remains to be done in each phase in which a version is not promoted. */
const REMEDIES: Readonly<Record<string, string>> = {
  Failed: 'Flagger has taken it back: promote a version that passes',
  Initialized: 'the first version of a Canary is not analysed: leave --status out, or have a new one analysed',
};

/**
 * What speaks against it that Flagger has analysed an app's version and promoted it.
 *
 * @param status the cluster's.
 * @param path what messages call the app: `shop.backend`.
 * @param app the app as the manifests of that environment have it.
 */
export function notPromoted(status: Status, path: string, app: App): string[] {
  const { name, namespace = 'default' } = app;
  const canary = status.canaries.find(
    (one) => textOf(one, 'metadata', 'name') === name && textOf(one, 'metadata', 'namespace') === namespace,
  );
  const prop = `${path} in the status`;
  if (canary === undefined) {
    const remedy = `write it with "${STATUS_COMMAND}"`;
    return [problemText({ prop, must: `have its Canary ${namespace}/${name}`, got: undefined, remedy })];
  }
  return [...phaseProblems(prop, canary), ...primaryProblems(prop, status, { ...app, namespace })];
}

function phaseProblems(prop: string, canary: unknown): string[] {
  const phase = textOf(canary, 'status', 'phase');
  if (phase !== 'Succeeded') {
    const remedy = REMEDIES[phase ?? ''] ?? 'wait until it is promoted';
    return [problemText({ prop, must: 'have the phase Succeeded', got: phase, remedy })];
  }
  if (fieldOf(canary, 'spec', 'skipAnalysis') === true) {
    const remedy = 'it was promoted without analysis: take that away, and have a version analysed';
    return [problemText({ prop, must: 'be without skipAnalysis', got: true, remedy })];
  }
  const [seen, promoted] = ['lastAppliedSpec', 'lastPromotedSpec'].map((field) => textOf(canary, 'status', field));
  if (seen !== undefined && seen === promoted) return [];
  return [
    `${prop} must have the same lastAppliedSpec and lastPromotedSpec, got ${valueText(seen)} and ${valueText(promoted)}; wait until the last version that Flagger has seen is promoted`,
  ];
}

/** The primary is what Flagger has promoted, whatever the target runs by now. */
function primaryProblems(prop: string, { workloads }: Status, app: App): string[] {
  const { name, namespace, kind } = app;
  const primary = workloads.find(
    (one) => one.name === `${name}-primary` && one.namespace === namespace && one.kind === kind,
  );
  const [want, got] = [runs(app), primary && runs(primary)];
  if (got === want) return [];
  const remedy = primary === undefined ? `write it with "${STATUS_COMMAND}"` : 'Flagger has not promoted it: wait';
  return [problemText({ prop, must: `have ${want} in ${kind} ${namespace}/${name}-primary`, got, remedy })];
}

function runs({ images, color }: App): string {
  return [...images.map(reference), ...(color === undefined ? [] : [color])].join(' ');
}

function reference({ image, tag, digest }: Image): string {
  return `${image}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
