import { Chart, Testing } from 'cdk8s';
import { Canary } from '../../../src/constructs/delivery/canary';
import type { CanaryProps } from '../../../src/constructs/delivery/canary-props';
import type { CanaryTarget } from '../../../src/constructs/delivery/canary-target';
import type { Strategy } from '../../../src/constructs/delivery/strategy';
import { linkerd } from '../../../src/constructs/traffic/linkerd';
import type { TrafficProvider } from '../../../src/constructs/traffic/traffic-provider';
import type { CanaryRelease } from '../../../src/releases/app-release';
import type { ManifestObject } from '../../../src/testing';

/** A plain chart of a stock app, in the namespace `shop`. */
export function shopChart(): Chart {
  return new Chart(Testing.app(), 'shop', { namespace: 'shop' });
}

/** A Deployment that someone else's construct stands for. */
export function target(overrides: Partial<CanaryTarget> = {}): CanaryTarget {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'backend',
    namespace: 'shop',
    port: 9898,
    targetPort: 'http',
    ownedByCanary: () => undefined,
    ...overrides,
  };
}

/** The same with release data, as if from `releases/dev.yaml`. */
export function releasedTarget(canary: CanaryRelease): CanaryTarget {
  const values = { canary };
  return target({
    release: {
      take: (field) => (field === 'canary' ? (values.canary as never) : undefined),
      has: (field) => field === 'canary',
      where: (field) => `releases/dev.yaml:4 shop.backend.${field}`,
    },
  });
}

/** What a Canary is made with when a test says no more: a complete analysis without checks or hooks. */
export function canaryProps(strategy: Strategy, overrides: Partial<CanaryProps> = {}): CanaryProps {
  return {
    target: target(),
    strategy,
    provider: linkerd(),
    analysis: { interval: '1m', threshold: 5, metrics: [] },
    ...overrides,
  };
}

/** Everything wrong with the constructs of a chart, without their paths. */
export function problemsOf(chart: Chart): string[] {
  return chart.node.findAll().flatMap(({ node }) => node.validate());
}

/** Everything wrong with one Canary. */
export function canaryProblems(strategy: Strategy, overrides: Partial<CanaryProps> = {}): string[] {
  const chart = shopChart();
  new Canary(chart, 'rollout', canaryProps(strategy, overrides));
  return problemsOf(chart);
}

/** Everything wrong with a strategy on a provider, for a target that has an Ingress. */
export function problemsOn(provider: TrafficProvider, strategy: Strategy): string[] {
  return canaryProblems(strategy, { provider, target: target({ ingressName: 'backend' }) });
}

/** The objects of a chart of one kind. */
export function objectsOf(chart: Chart, kind: string): ManifestObject[] {
  return (Testing.synth(chart) as ManifestObject[]).filter((object) => object.kind === kind);
}

/** The analysis of the one Canary in a chart. */
export function analysisOf(chart: Chart): Record<string, unknown> {
  const [canary] = objectsOf(chart, 'Canary');
  return (canary?.spec as { analysis: Record<string, unknown> }).analysis;
}
