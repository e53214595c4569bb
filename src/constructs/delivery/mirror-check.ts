import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import { reads } from '../traffic/router-fields';
import type { TrafficProvider } from '../traffic/traffic-provider';
import type { AbTest, Strategy } from './strategy';

/**
 * Checks what a strategy says of mirroring: Flagger does nothing, or never gets past the first step, where the router
 * cannot copy requests.
 */
export function checkMirror(strategy: Exclude<Strategy, AbTest>, provider: TrafficProvider): Problem[] {
  const { mirror, mirrorWeight, kind } = strategy;
  const problems: Problem[] = [];
  if (mirror === true && !provider.capabilities.mirror.includes(kind)) {
    const must = `be left out for ${kind} on ${provider.provider}, which does not mirror it`;
    problems.push({ prop: 'strategy.mirror', must, got: true, remedy: 'remove it, or use istio()' });
  }
  if (mirrorWeight === undefined) return problems;
  const prop = 'strategy.mirrorWeight';
  if (mirror !== true) {
    problems.push({ prop, must: 'be given beside mirror only', got: mirrorWeight, remedy: 'set mirror to true' });
  } else if (!reads(provider.provider, 'mirrorWeight')) {
    const must = `be left out on ${provider.provider}, which copies every request`;
    problems.push({ prop, must, got: mirrorWeight, remedy: 'remove it, or use istio()' });
  }
  return [...problems, ...checkInteger(prop, mirrorWeight, 1, 100)];
}
