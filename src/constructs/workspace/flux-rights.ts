import type { AllowLists } from './admission/allow-lists';
import { CHANGE, type PolicyRule } from './team-rules';

/** Kinds by API group, each with its resource. */
type Kinds = Readonly<Record<string, Readonly<Record<string, string>>>>;

const SOURCE = 'source.toolkit.fluxcd.io';

/** By which kinds a team has Flux follow repositories. */
const OF_REPOSITORIES: Kinds = {
  'kustomize.toolkit.fluxcd.io': { Kustomization: 'kustomizations' },
  [SOURCE]: { Bucket: 'buckets', GitRepository: 'gitrepositories', OCIRepository: 'ocirepositories' },
};

/** By which kinds a team installs charts. */
const OF_CHARTS: Kinds = {
  'helm.toolkit.fluxcd.io': { HelmRelease: 'helmreleases' },
  [SOURCE]: { HelmRepository: 'helmrepositories', OCIRepository: 'ocirepositories' },
};

/** Those that a workspace's lists allow. */
export function fluxKinds(allow: AllowLists = {}): string[] {
  return granted(allow).flatMap(kindsOf);
}

/**
 * What the team's account and admins may do with them in the home namespace. Helm keeps each release in Secrets there; it does
 * so as helm-controller acts, which is the team's account.
 */
export function fluxRules(allow: AllowLists = {}): PolicyRule[] {
  return granted(allow).flatMap((kinds) =>
    Object.entries(kinds).map(([group, resources]) => ({
      apiGroups: [group],
      resources: Object.values(resources),
      verbs: CHANGE,
    })),
  );
}

/** What only the team's account may do, and no person: keep the releases of Helm. */
export function releaseRules({ charts = [] }: AllowLists = {}): PolicyRule[] {
  return charts.length === 0 ? [] : [{ apiGroups: [''], resources: ['secrets'], verbs: CHANGE }];
}

function granted({ repositories = [], charts = [] }: AllowLists): Kinds[] {
  return [...(repositories.length > 0 ? [OF_REPOSITORIES] : []), ...(charts.length > 0 ? [OF_CHARTS] : [])];
}

function kindsOf(kinds: Kinds): string[] {
  return Object.entries(kinds).flatMap(([group, named]) => Object.keys(named).map((kind) => `${group}/${kind}`));
}
