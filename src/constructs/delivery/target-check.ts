import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Problem } from '../../model/problem';
import type { FlaggerProvider } from '../traffic/traffic-provider';
import type { CanaryService } from './canary-service';
import type { CanaryTarget } from './canary-target';
import { KNATIVE } from './target-reference';

/** Providers that leave the requests to the Service of the target, whatever Flagger says. */
const LEAVE_TO_SERVICE: readonly FlaggerProvider[] = ['kubernetes', 'nginx'];

/** What Flagger writes into Services that it makes. A Service that is the target is copied as it is. */
const OF_MADE_SERVICES = ['portDiscovery', 'headless', 'primary', 'canary', 'unmanagedMetadata'] as const;

/**
 * Checks that a provider and a target go together, and that nothing is said of Services that Flagger does not make.
 *
 * @param target the target.
 * @param provider the provider's name.
 * @param service what the Canary says of its Services.
 */
export function checkTarget(target: CanaryTarget, provider: FlaggerProvider, service: CanaryService = {}): Problem[] {
  if (target.apiVersion === KNATIVE) return [...checkKnative(provider), ...checkNoService(service)];
  if (provider === 'knative') {
    const got = `${target.apiVersion} ${target.kind}`;
    const remedy = 'Flagger would only log it: use another provider, or knativeTarget(…)';
    return [{ prop: 'target', must: 'be a Knative Service on knative', got, remedy }];
  }
  return target.kind === 'Service' ? checkServiceTarget(target, provider, service) : [];
}

/**
 * Checks the target itself against what Flagger can roll out, where the same chart declares it.
 *
 * @param canary the Canary.
 * @param target its target.
 */
export function checkTargetObject(canary: IConstruct, target: CanaryTarget): Problem[] {
  const object = Chart.of(canary)
    .node.findAll()
    .find((found): found is ApiObject => found instanceof ApiObject && isTarget(found, target));
  if (object === undefined) return [];
  const { spec = {} } = object.toJson() as { spec?: Readonly<Record<string, unknown>> };
  if (target.kind === 'Deployment') return checkDeployment(spec);
  if (target.kind === 'DaemonSet') return checkDaemonSet(spec);
  return target.apiVersion === KNATIVE ? checkKnativeService(spec) : checkServiceType(spec);
}

/** Whether an object is the target, and not made by it: a construct that is a target checks its own. */
function isTarget({ apiVersion, kind, name, metadata, node }: ApiObject, target: CanaryTarget): boolean {
  if (kind !== target.kind || name !== target.name || (node.scope as unknown) === target) return false;
  return apiVersion === target.apiVersion && (metadata.namespace ?? target.namespace) === target.namespace;
}

function checkKnative(provider: FlaggerProvider): Problem[] {
  if (provider === 'knative') return [];
  const remedy = 'Flagger would only log it: use a provider of the name knative';
  return [{ prop: 'provider', must: 'be knative for a Knative Service', got: provider, remedy }];
}

function checkNoService(service: CanaryService): Problem[] {
  const got = Object.keys(service);
  const must = 'be left out for a Knative Service, which has its own route';
  return got.length === 0 ? [] : [{ prop: 'service', must, got, remedy: 'remove it' }];
}

function checkServiceTarget(target: CanaryTarget, provider: FlaggerProvider, service: CanaryService): Problem[] {
  const problems = OF_MADE_SERVICES.filter((field) => service[field] !== undefined).map((field): Problem => {
    const must = 'be left out for a Service, which Flagger copies as it is';
    return { prop: `service.${field}`, must, got: service[field], remedy: 'remove it' };
  });
  if (service.name !== undefined && service.name !== target.name) {
    const must = `be the target's ${target.name} for a Service`;
    const remedy = `Flagger copies it to ${target.name}-primary, and would route to ${service.name}-primary: remove it`;
    problems.push({ prop: 'service.name', must, got: service.name, remedy });
  }
  if (LEAVE_TO_SERVICE.includes(provider)) {
    const must = 'lead all requests to the primary when the target is a Service';
    const remedy = 'the Service itself leads to its new version at once: use istio()';
    problems.push({ prop: 'provider', must, got: provider, remedy });
  }
  return problems;
}

function checkDeployment({ replicas: got }: Readonly<Record<string, unknown>>): Problem[] {
  if (got === undefined) return [];
  const remedy = 'Flagger scales it to zero between rollouts, and Flux would put it back: remove spec.replicas';
  return [{ prop: 'target', must: 'leave its replicas to Flagger', got, remedy }];
}

function checkDaemonSet({ updateStrategy }: Readonly<Record<string, unknown>>): Problem[] {
  const got = (updateStrategy as { readonly type?: string } | undefined)?.type;
  if (got === undefined || got === 'RollingUpdate') return [];
  const remedy = 'Flagger would never start: set spec.updateStrategy.type to RollingUpdate';
  return [{ prop: 'target', must: 'replace its pods by RollingUpdate', got, remedy }];
}

function checkServiceType({ type = 'ClusterIP' }: Readonly<Record<string, unknown>>): Problem[] {
  if (type === 'ExternalName') return [];
  const remedy =
    'Flagger would copy its address, too, and the API server refuses the copy: roll out the Deployment behind it';
  return [{ prop: 'target', must: 'be a Service of type ExternalName', got: type, remedy }];
}

function checkKnativeService({ traffic }: Readonly<Record<string, unknown>>): Problem[] {
  if (traffic === undefined) return [];
  const remedy = 'Flagger writes it, and Flux would write it back: remove it';
  return [{ prop: 'target', must: 'leave spec.traffic to Flagger', got: traffic, remedy }];
}
