import { checkLabelName, checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import type { CanaryAlert } from './alert-provider';

/** What Flagger knows; of another severity it sends nothing. */
export const SEVERITIES: readonly unknown[] = ['info', 'warn', 'error'];

/** Checks the alerts of an analysis: Flagger only logs that it cannot send one. */
export function checkAlerts(alerts: readonly CanaryAlert[]): Problem[] {
  return alerts.flatMap(({ name, severity, providerRef }, index) => {
    const prop = `alerts[${index}]`;
    const { namespace } = providerRef;
    return [
      ...(name === '' ? [{ prop: `${prop}.name`, must: 'be given', got: name, remedy: 'name the alert' }] : []),
      ...(SEVERITIES.includes(severity) ? [] : [neverSent(prop, severity)]),
      ...checkSubdomainName(`${prop}.providerRef.name`, providerRef.name),
      ...(namespace === undefined ? [] : checkLabelName(`${prop}.providerRef.namespace`, namespace)),
    ];
  });
}

function neverSent(prop: string, got: unknown): Problem {
  const remedy = 'Flagger would never send it: write "info" for all events';
  return { prop: `${prop}.severity`, must: 'be info, warn or error', got, remedy };
}
