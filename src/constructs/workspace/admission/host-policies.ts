import { hostIsListed } from './listed-host';
import { LEAVING, type Policy, where } from './policy';
import { hostIsServiceOf } from './service-name';

const SPEC = 'object.spec';
const HOSTS = 'variables.hosts';

/** A host belongs to one workspace: whoever else publishes it takes requests that are meant for another team. */
export const INGRESS_HOSTS: Policy = {
  name: 'ingress-hosts',
  resources: { 'networking.k8s.io': ['ingresses'] },
  lists: ['hosts'],
  validations: [
    {
      expression: `${LEAVING} || ${where(`${SPEC}.rules`, `${SPEC}.rules.all(rule, has(rule.host) && ${hostIsListed('rule.host', HOSTS)})`)}`,
      message: "a workspace's Ingress must name hosts that it allows",
    },
    {
      expression: `${LEAVING} || !has(${SPEC}.defaultBackend)`,
      message: "a workspace's Ingress must not take the requests that nobody else does",
    },
    {
      expression: `${LEAVING} || !has(object.metadata.annotations) || !('nginx.ingress.kubernetes.io/server-alias' in object.metadata.annotations)`,
      message: "a workspace's Ingress must name its hosts in rules, not in server-alias",
    },
  ],
};

/** A route without a Gateway among its parents is one of the mesh, about a Service. */
export const ROUTE_HOSTS: Policy = {
  name: 'route-hosts',
  resources: { 'gateway.networking.k8s.io': ['grpcroutes', 'httproutes'] },
  lists: ['hosts'],
  validations: [
    {
      expression: `${LEAVING} || !has(${SPEC}.parentRefs) || ${SPEC}.parentRefs.all(parent, has(parent.kind) && parent.kind == 'Service') || (has(${SPEC}.hostnames) && ${SPEC}.hostnames.size() > 0 && ${SPEC}.hostnames.all(host, ${hostIsListed('host', HOSTS)}))`,
      message: 'a route of a Gateway must name hosts that its workspace allows',
    },
  ],
};

/** Flagger writes routes by the hosts of a Canary; in a mesh they may be names of Services, which must be the team's own. */
export const CANARY_HOSTS: Policy = {
  name: 'canary-hosts',
  resources: { 'flagger.app': ['canaries'] },
  lists: ['hosts', 'namespaces'],
  validations: [
    {
      expression: `${LEAVING} || !has(${SPEC}.service) || ${where(`${SPEC}.service.hosts`, `${SPEC}.service.hosts.all(host, ${hostIsListed('host', HOSTS)} || ${hostIsServiceOf('host', 'variables.namespaces')})`)}`,
      message: "a Canary's hosts must be ones that its workspace allows, or Services of it",
    },
    {
      expression: `${LEAVING} || !has(${SPEC}.service) || !has(${SPEC}.service.gatewayRefs) || ${SPEC}.service.gatewayRefs.all(parent, has(parent.kind) && parent.kind == 'Service') || (has(${SPEC}.service.hosts) && ${SPEC}.service.hosts.size() > 0)`,
      message: 'a Canary of a Gateway must name its hosts',
    },
  ],
};
