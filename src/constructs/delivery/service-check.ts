import { CANARY_NAME_MAX, checkLabelName, checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkHost } from '../traffic/address';
import { checkTargetPort } from '../traffic/integer';
import { checkGateway } from '../traffic/istio';
import { checkParents } from '../traffic/parent-check';
import { isRouterField, reads, readersOf } from '../traffic/router-fields';
import type { FlaggerProvider } from '../traffic/traffic-provider';
import type { CanaryService } from './canary-service';
import { checkRouting } from './routing-check';
import { checkServiceMatches } from './service-match-check';
import type { Strategy } from './strategy';

/** A Canary's Services and route, the provider's parts included. */
type Service = Omit<CanaryService, 'gatewayRefs'>;

/**
 * Checks the Services and the route of a Canary against what its provider's router makes of them.
 *
 * @param own what the Canary says itself.
 * @param whole the same with the provider's parts.
 * @param provider the provider's name.
 * @param strategy how the new version takes over.
 */
export function checkService(
  own: CanaryService,
  whole: Service,
  provider: FlaggerProvider,
  strategy: Strategy,
): Problem[] {
  return [
    ...checkRead(own, provider),
    ...checkNames(own),
    ...checkTcp(whole, provider, strategy),
    ...checkRouting(own, provider),
    ...(reads(provider, 'match') ? checkServiceMatches(own.match ?? [], provider, strategy) : []),
    ...(whole.delegation === true ? checkDelegation(whole) : []),
    ...(provider === 'appmesh' && whole.meshName === undefined ? [withoutMesh()] : []),
  ];
}

function checkRead(own: CanaryService, provider: FlaggerProvider): Problem[] {
  return Object.entries(own).flatMap(([field, got]): Problem[] => {
    if (got === undefined || !isRouterField(field) || reads(provider, field)) return [];
    const must = `be left out on ${provider}, which ignores it`;
    const remedy = `remove it; it is for ${readersOf(field).join(', ')}`;
    return [{ prop: `service.${field}`, must, got: got as unknown, remedy }];
  });
}

function checkNames({ name, portName, hosts, gateways, gatewayRefs, meshName }: CanaryService): Problem[] {
  return [
    ...(name === undefined ? [] : checkLabelName('service.name', name, CANARY_NAME_MAX)),
    ...(portName === undefined ? [] : checkTargetPort('service.portName', portName)),
    ...(hosts ?? []).flatMap((host, index) => (host === '*' ? [] : checkHost(`service.hosts[${index}]`, host))),
    ...(gateways ?? []).flatMap((gateway, index) => checkGateway(`service.gateways[${index}]`, gateway)),
    ...checkParents('service.gatewayRefs', gatewayRefs ?? []),
    ...(meshName === undefined ? [] : checkSubdomainName('service.meshName', meshName)),
  ];
}

const HTTP_FIELDS = ['timeout', 'retries', 'rewrite', 'headers', 'corsPolicy'] as const;

/** Istio routes connections where the protocol is TCP, and then knows no requests. */
function checkTcp(service: Service, provider: FlaggerProvider, strategy: Strategy): Problem[] {
  if (provider !== 'istio' || service.appProtocol?.toLowerCase() !== 'tcp') return [];
  const problems: Problem[] = HTTP_FIELDS.filter((field) => service[field] !== undefined).map((field) => {
    const remedy = 'it is for requests, not connections: remove it, or change appProtocol';
    return { prop: `service.${field}`, must: 'be left out for appProtocol tcp', got: service[field], remedy };
  });
  const must = 'move all connections by weight, without a match, a mirror or session affinity, for appProtocol tcp';
  const remedy = 'Istio cannot look into connections: use canary(…) or blueGreen(…) with numbers only';
  const looks =
    strategy.kind === 'ab-test' ||
    strategy.mirror === true ||
    (strategy.kind === 'canary' && strategy.sessionAffinity !== undefined);
  if (looks) problems.push({ prop: 'strategy', must, got: strategy.kind, remedy });
  return problems;
}

function checkDelegation({ hosts = [], gateways = [] }: Service): Problem[] {
  const got = [...hosts, ...gateways];
  if (got.length === 0) return [];
  const remedy = 'the VirtualService that delegates has them: use istio() without any';
  return [{ prop: 'service.delegation', must: 'be without hosts and gateways', got, remedy }];
}

function withoutMesh(): Problem {
  return { prop: 'service.meshName', must: 'be given on appmesh', got: undefined, remedy: 'name the mesh' };
}
