import type { Rollout } from './rollout';

/** A rollout on one line: `canary 10 % → 50 %, every 10s, linkerd`. */
export function rolloutText(rollout: Rollout | undefined): string {
  if (rollout === undefined) return 'no canary';
  const { interval, provider, mirror, skipAnalysis, suspend } = rollout;
  const every = interval === undefined ? '' : ` every ${interval}`;
  return [
    ...(suspend ? ['suspended'] : []),
    ...(skipAnalysis ? ['without analysis'] : []),
    strategyText(rollout, every),
    ...(mirror ? ['mirrored'] : []),
    ...(provider === undefined ? [] : [provider]),
  ].join(', ');
}

function strategyText(rollout: Rollout, every: string): string {
  switch (rollout.strategy) {
    case 'ab-test':
      return `A/B test ${checks(rollout.iterations)}${every}, ${rollout.match.join(' or ')}`;
    case 'blue-green':
      return `blue/green ${checks(rollout.iterations)}${every}`;
    case 'canary': {
      const { stepWeight, maxWeight, stepWeights } = rollout;
      const then = every === '' ? '' : `,${every}`;
      if (stepWeight !== undefined) return `canary ${stepWeight} % → ${maxWeight ?? 100} %${then}`;
      return stepWeights === undefined ? 'canary without steps' : `canary ${stepWeights.join(', ')} %${then}`;
    }
  }
}

function checks(count: number): string {
  return count === 1 ? '1 check' : `${count} checks`;
}
