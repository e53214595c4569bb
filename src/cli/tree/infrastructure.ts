import type { ClusterFolder } from './cluster-folders';
import { fieldOf, textOf } from './fields';
import type { Component } from './fleet';
import type { Manifest, Manifests } from './manifests';
import { pathsOf } from './syncs';

type Version = Component['versions'][number];

/** The infrastructure of a cluster: Flux, and what Flux installs before any team's apps, in the order of installation. */
export function readInfrastructure(tree: Manifests, { name: cluster, manifests }: ClusterFolder): Component[] {
  const flux = manifests.flatMap((manifest) => {
    const versions = versionsOf(manifest);
    return versions.map(({ name }) => ({ name, versions }));
  });
  const components = pathsOf(manifests, /(?:^|\/)infrastructure\/([^/]+)\/([^/]+)$/)
    .filter(({ found: [of] }) => of === cluster)
    .map(({ found: [, name = ''] }) => {
      const folder = tree.inFolder(`infrastructure/${cluster}/${name}`);
      return { name, versions: folder.flatMap(versionsOf) };
    });
  return [...flux, ...components];
}

/** What an object pins: a chart, a source at a tag, or Flux itself. */
function versionsOf(manifest: Manifest): Version[] {
  const name = textOf(manifest, 'metadata', 'name') ?? '?';
  switch (fieldOf(manifest, 'kind')) {
    case 'HelmRelease': {
      const chart = textOf(manifest, 'spec', 'chart', 'spec', 'chart');
      return pinned(chart ?? name, textOf(manifest, 'spec', 'chart', 'spec', 'version'));
    }
    case 'FluxInstance':
      return pinned(name, textOf(manifest, 'spec', 'distribution', 'version'));
    case 'GitRepository':
    case 'OCIRepository':
      return pinned(name, textOf(manifest, 'spec', 'ref', 'tag'));
    default:
      return [];
  }
}

function pinned(name: string, version: string | undefined): Version[] {
  return version === undefined ? [] : [{ name, version }];
}
