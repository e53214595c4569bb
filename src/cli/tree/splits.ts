import { byName, fieldOf, listOf, numberOf, textOf } from './fields';
import type { Split } from './fleet';
import type { Manifest } from './manifests';

/** Traffic that the manifests of one folder split by hand, with SMI's TrafficSplit or Gateway API's HTTPRoute. */
export function readSplits(manifests: readonly Manifest[]): Split[] {
  return manifests.flatMap(splitsOf).sort(byName(({ name, namespace }) => `${name}\n${namespace ?? ''}`));
}

function splitsOf(manifest: Manifest): Split[] {
  switch (fieldOf(manifest, 'kind')) {
    case 'TrafficSplit':
      return split(manifest, textOf(manifest, 'spec', 'service'), listOf(manifest, 'spec', 'backends'), 'service');
    case 'HTTPRoute': {
      const [parent] = listOf(manifest, 'spec', 'parentRefs');
      const service = textOf(parent, 'kind') === 'Service' ? textOf(parent, 'name') : undefined;
      return listOf(manifest, 'spec', 'rules').flatMap((rule) =>
        split(manifest, service, listOf(rule, 'backendRefs'), 'name'),
      );
    }
    default:
      return [];
  }
}

/** One backend gets everything: that is no split. */
function split(manifest: Manifest, service: string | undefined, backends: readonly unknown[], key: string): Split[] {
  if (backends.length < 2) return [];
  const namespace = textOf(manifest, 'metadata', 'namespace');
  return [
    {
      name: service ?? textOf(manifest, 'metadata', 'name') ?? '?',
      ...(namespace !== undefined && { namespace }),
      backends: backends.map((backend) => ({
        name: textOf(backend, key) ?? '?',
        weight: numberOf(backend, 'weight') ?? 1,
      })),
    },
  ];
}

/** A split on one line, in percent: `90 % catalog-v1, 10 % catalog-v2`. */
export function splitText({ backends }: Split): string {
  const total = backends.reduce((sum, { weight }) => sum + weight, 0);
  const percent = (weight: number) => (total > 0 ? Math.round((weight * 1000) / total) / 10 : 0);
  return backends.map(({ name, weight }) => `${percent(weight)} % ${name}`).join(', ');
}
