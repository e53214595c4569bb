import type { Rollout } from './rollout';

/** What a synthesized tree says, the way people think of it. The order is by name and the same on every machine. */
export interface Fleet {
  /** The folder that was read. */
  readonly folder: string;
  /** Clusters; none where a team's own repository was read. */
  readonly clusters: readonly Cluster[];
  /** Folders with apps, where no cluster is described: a team's own repository. */
  readonly folders?: readonly AppFolder[];
}

/** A cluster and what runs on it. */
export interface Cluster {
  readonly name: string;
  /** The branch that Flux applies it from. */
  readonly branch?: string;
  /** What runs before any team does, in the order of installation. @default - it was not asked for */
  readonly infrastructure?: readonly Component[];
  readonly environments: readonly Environment[];
}

/** A component of a cluster's infrastructure. */
export interface Component {
  readonly name: string;
  /** What is pinned in it: charts, and sources at a tag. */
  readonly versions: readonly { readonly name: string; readonly version: string }[];
}

/** A stage of delivery on a cluster. */
export interface Environment {
  readonly name: string;
  readonly branch?: string;
  readonly teams: readonly Team[];
}

/** A team's workspace in one environment. */
export interface Team extends AppList {
  readonly name: string;
  readonly namespaces: readonly string[];
  /** Where the apps are, if they are not in this tree. */
  readonly source?: TeamSource;
}

/** The team's own repository. */
interface TeamSource {
  readonly url: string;
  readonly branch?: string;
  readonly path: string;
}

/** A folder with apps, relative to the folder that was read; `.` for that one. */
export interface AppFolder extends AppList {
  readonly path: string;
}

/** What a folder of manifests runs. */
export interface AppList {
  readonly apps: readonly App[];
  readonly splits: readonly Split[];
}

/** One workload. */
export interface App {
  readonly name: string;
  readonly namespace?: string;
  /** Kind of the workload: `Deployment`. */
  readonly kind: string;
  readonly images: readonly Image[];
  /** The Helm chart, where the workload is a HelmRelease. */
  readonly chart?: { readonly name: string; readonly version?: string };
  /** Colour of a Podinfo app, by name where it has one. */
  readonly color?: string;
  /** How a new version takes over. @default - no Canary: at once */
  readonly rollout?: Rollout;
}

/** The image of a container. */
export interface Image {
  readonly image: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Traffic of one Service that is split by hand: shares change by a commit. */
export interface Split {
  /** The Service, or the route that has none. */
  readonly name: string;
  readonly namespace?: string;
  readonly backends: readonly { readonly name: string; readonly weight: number }[];
}
