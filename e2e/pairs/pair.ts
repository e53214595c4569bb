import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import { PodinfoApp } from '../../src/constructs/app/podinfo-app';
import { Canary } from '../../src/constructs/delivery/canary';
import { SynthError } from '../../src/synth/synth-error';
import { type ManifestObject, synth } from '../../src/testing';
import type { CanarySpec, Scenario } from '../recorder/scenario';
import { promotion, rollback, THRESHOLD } from './course';
import type { ProviderColumn } from './providers';
import type { StrategyRow } from './strategies';

/** A strategy on a provider: what the toolkit says of it, and what it writes. */
export interface Pair {
  readonly row: StrategyRow;
  readonly column: ProviderColumn;
  /** Why the toolkit refuses it; empty where it does not. */
  readonly refusal: readonly string[];
  readonly namespace: string;
  /** Drives it to promotion, then to rollback. */
  readonly scenario?: Scenario;
}

/** Asks the toolkit for a pair, as a user would. */
export function pairOf(row: StrategyRow, column: ProviderColumn): Pair {
  const namespace = `${column.id}-${row.id}`;
  const pair = { row, column, namespace };
  try {
    return { ...pair, refusal: [], scenario: scenarioOf(namespace, row, column) };
  } catch (error) {
    if (!(error instanceof SynthError)) throw error;
    return { ...pair, refusal: error.findings.map(({ message }) => message) };
  }
}

function scenarioOf(namespace: string, row: StrategyRow, column: ProviderColumn): Scenario {
  const { meshProvider, definitions, good, bad } = column;
  const version = (revision: number): readonly ManifestObject[] =>
    synth((chart) => {
      build(chart, namespace, revision, row, column);
    });
  const objects = version(1);
  const canary = objects.find(({ kind }) => kind === 'Canary');
  if (canary === undefined) throw new Error(`${namespace} must have a Canary, got none`);
  const push = (revision: number): { readonly change: { readonly objects: readonly ManifestObject[] } } => ({
    change: { objects: version(revision).filter(({ kind }) => kind === 'Deployment') },
  });
  return {
    description: `${row.title} on ${column.title}`,
    definitions,
    flagger: { meshProvider },
    objects: objects.filter((object) => object !== canary),
    canary: { name: canary.metadata.name, spec: canary['spec'] as CanarySpec },
    defaults: { metrics: good },
    ticks: [
      // Makes the primary, then finds it ready.
      { repeat: 2 },
      { ...push(2), repeat: promotion(row.strategy).length },
      { ...push(3), metrics: bad, repeat: rollback(row.strategy).length },
    ],
  };
}

function build(chart: Chart, namespace: string, revision: number, row: StrategyRow, column: ProviderColumn): void {
  const app = new PodinfoApp(chart, 'podinfo', {
    namespace,
    tag: `6.9.${revision}`,
    ...(column.traffic === 'Ingress' && { ingress: { host: 'shop.example.com' } }),
  });
  // By this the recorder knows versions.
  ApiObject.of(app).addJsonPatch(JsonPatch.add('/spec/template/metadata/annotations/revision', `${revision}`));
  new Canary(chart, 'podinfo-rollout', {
    target: app,
    strategy: row.strategy,
    provider: column.provider,
    analysis: { interval: '1m', threshold: THRESHOLD },
  });
}
