import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import type { TrafficPolicy } from '../traffic/traffic-policy';

const PROP = 'service.trafficPolicy';

/**
 * Checks the policy of Istio's DestinationRules. A fraction passes the API server, and then Flagger cannot read any Canary
 * of the cluster.
 */
export function checkTrafficPolicy(policy: TrafficPolicy): Problem[] {
  const { loadBalancer, outlierDetection = {}, tls } = policy;
  const problems = checkNumbers(PROP, policy);
  for (const field of ['maxEjectionPercent', 'minHealthPercent'] as const) {
    const percent = outlierDetection[field];
    if (percent !== undefined && Number.isInteger(percent) && percent > 100) {
      problems.push(...checkInteger(`${PROP}.outlierDetection.${field}`, percent, 0, 100));
    }
  }
  for (const [index, { to }] of (loadBalancer?.localityLbSetting?.distribute ?? []).entries()) {
    const sum = Object.values(to).reduce((total, percent) => total + percent, 0);
    if (sum === 100) continue;
    const prop = `${PROP}.loadBalancer.localityLbSetting.distribute[${index}].to`;
    problems.push({ prop, must: 'add up to 100', got: to, remedy: `the shares are ${sum} percent in all` });
  }
  if (tls?.mode === 'MUTUAL' && (tls.clientCertificate === undefined || tls.privateKey === undefined)) {
    const remedy = 'give clientCertificate and privateKey, or use ISTIO_MUTUAL';
    problems.push({ prop: `${PROP}.tls`, must: 'name certificate and key for MUTUAL', got: tls, remedy });
  }
  return problems;
}

/** All numbers below a value: Istio counts in whole ones only. */
function checkNumbers(prop: string, value: unknown): Problem[] {
  if (typeof value === 'number') return checkInteger(prop, value, 0);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    checkNumbers(Array.isArray(value) ? `${prop}[${key}]` : `${prop}.${key}`, inner),
  );
}
