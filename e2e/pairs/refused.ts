import type { ProviderId } from './providers';

/** Why a strategy is refused, by provider: the props that say what it cannot do. */
type Reasons = Readonly<Partial<Record<ProviderId, string>>>;

const weights: Reasons = { kubernetes: 'strategy' };
const mirror = 'strategy.mirror';
const mirrorWeight = 'strategy.mirror, strategy.mirrorWeight';
const match = 'strategy.match';
const abTest: Reasons = { 'linkerd-smi': 'strategy', kubernetes: 'strategy' };
const onIstioOnly: Reasons = { ...abTest, linkerd: match, 'gateway-api': match, nginx: match };
const affinity: Reasons = {
  'linkerd-smi': 'strategy.sessionAffinity',
  nginx: 'strategy.sessionAffinity',
  kubernetes: 'strategy, strategy.sessionAffinity',
};

/**
 * The pairs that the toolkit must refuse, by strategy. Flagger would ignore what the router cannot do, send all traffic to the
 * canary or never finish. A pair that leaves this list has to work.
 */
export const refused: Readonly<Record<string, Reasons>> = {
  steps: weights,
  'to-100': weights,
  'step-weights': weights,
  'promotion-steps': weights,
  'canary-mirror': {
    linkerd: mirror,
    'linkerd-smi': mirror,
    'gateway-api': mirror,
    nginx: mirror,
    kubernetes: `strategy, ${mirror}`,
  },
  'canary-mirror-weight': {
    linkerd: mirrorWeight,
    'linkerd-smi': mirrorWeight,
    'gateway-api': mirrorWeight,
    nginx: mirrorWeight,
    kubernetes: `strategy, ${mirrorWeight}`,
  },
  affinity,
  'affinity-promotion': affinity,
  'affinity-primary': affinity,
  'blue-green': {},
  'blue-green-mirror': { linkerd: mirror, 'linkerd-smi': mirror, nginx: mirror, kubernetes: mirror },
  'blue-green-mirror-weight': {
    linkerd: mirrorWeight,
    'linkerd-smi': mirrorWeight,
    'gateway-api': 'strategy.mirrorWeight',
    nginx: mirrorWeight,
    kubernetes: mirrorWeight,
  },
  'ab-header': abTest,
  'ab-header-regex': abTest,
  'ab-header-prefix': onIstioOnly,
  'ab-header-suffix': { ...onIstioOnly, istio: match },
  'ab-cookie': abTest,
  'ab-header-or-cookie': abTest,
  'ab-two-headers': { ...abTest, nginx: match },
  'ab-query-param': { ...abTest, nginx: match },
  'ab-query-param-prefix': onIstioOnly,
  'ab-query-param-regex': { ...abTest, nginx: match },
  'ab-source-labels': onIstioOnly,
};
