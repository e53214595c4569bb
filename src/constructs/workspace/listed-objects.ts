import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { manifestOf } from '../../model/manifest-of';
import type { Problem } from '../../model/problem';
import type { ListName } from './admission/allow-lists';
import { isListedAddress } from './admission/listed-address';
import { isListedHost } from './admission/listed-host';
import { ANY_IMAGE, isListedImage } from './admission/listed-image';
import { isServiceOf } from './admission/service-name';
import type { WorkspaceLists } from './admission/workspace-lists';
import { pathBelow } from './app-places';

/** What an object takes from elsewhere, or publishes, and the lists one of which must have it. */
interface Use {
  readonly field: string;
  readonly value: string | undefined;
  readonly lists: readonly [ListName, ...ListName[]];
}

interface Pod {
  readonly containers?: readonly { readonly image?: string }[];
  readonly initContainers?: readonly { readonly image?: string }[];
}

/** What is looked at of an object, whatever its kind. */
interface Spec {
  readonly rules?: readonly { readonly host?: string }[];
  readonly hostnames?: readonly string[];
  readonly parentRefs?: readonly { readonly kind?: string }[];
  readonly service?: {
    readonly hosts?: readonly string[];
    readonly gatewayRefs?: readonly { readonly kind?: string }[];
  };
  readonly template?: { readonly spec?: Pod };
  readonly url?: string;
}

const ROUTE = (spec: Spec): Use[] => hostsOfGateway('hostnames', spec.hostnames, spec.parentRefs);
const SOURCE =
  (...lists: Use['lists']) =>
  ({ url }: Spec): Use[] => [{ field: 'url', value: url, lists }];

const USES: Readonly<Record<string, (spec: Spec) => Use[]>> = {
  Ingress: ({ rules = [] }) => rules.map(({ host }) => ({ field: 'host', value: host, lists: ['hosts'] })),
  HTTPRoute: ROUTE,
  GRPCRoute: ROUTE,
  Canary: ({ service }) => hostsOfGateway('service.hosts', service?.hosts, service?.gatewayRefs),
  Deployment: ({ template }) =>
    [...(template?.spec?.containers ?? []), ...(template?.spec?.initContainers ?? [])].map(({ image }) => ({
      field: 'image',
      value: image,
      lists: ['registries'],
    })),
  GitRepository: SOURCE('repositories'),
  OCIRepository: SOURCE('repositories', 'charts'),
  HelmRepository: SOURCE('charts'),
};

/** Checks what the API server would refuse of a workspace's own objects, since its lists lack it. */
export function checkListed(chart: Construct, objects: readonly ApiObject[], lists: WorkspaceLists): Problem[] {
  return objects.flatMap((apiObject) => {
    const usesOf = USES[apiObject.kind];
    if (usesOf === undefined) return [];
    const spec = (manifestOf(apiObject)?.['spec'] ?? {}) as Spec;
    return usesOf(spec)
      .filter((use) => !isListed(use, apiObject.kind, lists))
      .map(({ field, value, lists: names }) => ({
        prop: `${pathBelow(chart, apiObject.node)}: ${field}`,
        must: `be in ${names.map((name) => `allow.${name}`).join(' or ')} of the workspace`,
        got: value,
        remedy:
          value === undefined
            ? `name one that allow.${names[0]} of the workspace has`
            : `add it to allow.${names[0]} of the workspace`,
      }));
  });
}

/** Routes of a Gateway name their hosts; those of a mesh need none. */
function hostsOfGateway(field: string, hosts: readonly string[] = [], parents: Spec['parentRefs'] = []): Use[] {
  const ofGateway = parents.some(({ kind }) => kind !== 'Service');
  if (!ofGateway && field === 'hostnames') return [];
  const values = hosts.length === 0 && ofGateway ? [undefined] : hosts;
  return values.map((value) => ({ field, value, lists: ['hosts'] }));
}

function isListed({ value, lists: names }: Use, kind: string, lists: WorkspaceLists): boolean {
  return names.some((name) => {
    const entries = lists[name] ?? [];
    if (name === 'registries' && entries.includes(ANY_IMAGE)) return true;
    if (value === undefined) return false;
    if (name === 'registries') return isListedImage(value, entries);
    if (name !== 'hosts') return isListedAddress(value, entries);
    return isListedHost(value, entries) || (kind === 'Canary' && isServiceOf(value, lists.namespaces));
  });
}
