import type { Construct } from 'constructs';
import type { Problem } from '../../model/problem';
import { addSource, checkTag, type FollowedBranch, type FollowedTag, sourceKind } from '../flux/followed-source';
import type { HealthCheckExpression } from '../flux/health-check';
import { type Decryption, Kustomization } from '../flux/kustomization';
import { shardLabels } from '../flux/sharding';
import type { FluxIntervals } from '../infrastructure/cluster-flux';
import type { FleetArtifact } from '../infrastructure/fleet-artifact';
import { WITHOUT_CANARIES } from './retirement';

/** A team's own Git repository. */
export interface TeamRepository {
  /** The repository: an `https://` or `ssh://` URL. */
  readonly url: string;
  /** The branch to follow. @default - the environment's */
  readonly branch?: string;
  /** The folder to apply, beginning with `./`. @default - where this toolkit writes the team's apps: `./dist/apps/<environment>/<team>` */
  readonly path?: string;
  /** Of an artifact only. */
  readonly tag?: never;
  /** Of an artifact only. */
  readonly verify?: never;
  /** Of an artifact only. */
  readonly provider?: never;
}

/** What the CI of a team's own repository pushes to a registry. */
export interface TeamArtifact extends FleetArtifact {
  /** The tag to follow. @default - the environment's branch */
  readonly tag?: string;
  /** The folder to apply, beginning with `./`. @default - where the team's apps are in an artifact of `dist/`: `./apps/<environment>/<team>` */
  readonly path?: string;
  /** Of a repository only. */
  readonly branch?: never;
}

/** Where a team's apps come from, if not from the fleet. */
export type TeamSource = TeamRepository | TeamArtifact;

/** Where a folder that Flux applies comes from. */
export interface SyncedFolder {
  /** What holds it. */
  readonly from: FollowedBranch | FollowedTag;
  /** Its path there, beginning with `./`. */
  readonly path: string;
}

/** What Flux needs to know to apply a team's apps. */
export interface TeamSyncProps extends SyncedFolder {
  /** The team's name, which the source and the Kustomization share. */
  readonly team: string;
  /** Name of the team's service account. */
  readonly serviceAccount: string;
  /** The namespace of all three. */
  readonly home: string;
  /** The workspace's namespaces. */
  readonly namespaces: readonly string[];
  /** The shard of Flux that looks after both, if there are shards. */
  readonly shard: string | undefined;
  /** How often Flux looks at both. */
  readonly intervals: FluxIntervals;
  /** Whether it holds more than this team's apps, so that only its folder may be fetched. */
  readonly shared: boolean;
  /** Name of the Secret with the repository's credentials, if it needs any. */
  readonly credentials?: string;
  /** How the team's Secrets are decrypted, if it has any. */
  readonly decryption?: Decryption;
  /** Whether the team's rollouts are taken down. */
  readonly retired: boolean;
}

/**
 * Flagger's own status says whether a Canary is set up. Whether its last rollout went well does not count: a failed and
 * reverted one stays `Failed`, and must not block the team's next commit.
 */
const CANARY_INITIALIZED: HealthCheckExpression = {
  apiVersion: 'flagger.app/v1beta1',
  kind: 'Canary',
  current: "has(status.phase) && !(status.phase in ['', 'Initializing'])",
};

/** The team's Git source and the Kustomization that applies it as the team's service account. */
export function addSync(scope: Construct, props: TeamSyncProps): void {
  const { team, home, namespaces, intervals } = props;
  const [only] = namespaces;
  addSource(scope, 'source', {
    name: team,
    namespace: home,
    ...shardLabels(props.shard),
    from: props.from,
    ...(intervals.source !== undefined && { interval: intervals.source }),
    ...(props.credentials !== undefined && { credentials: props.credentials }),
    ...(props.shared && { only: props.path.replace(/^\.\//, '') }),
  });
  new Kustomization(scope, 'apply', {
    name: team,
    namespace: home,
    ...shardLabels(props.shard),
    ...(intervals.apply !== undefined && { interval: intervals.apply }),
    sourceRef: { kind: sourceKind(props.from), name: team },
    path: props.path,
    serviceAccountName: props.serviceAccount,
    // What the team runs goes with its namespaces, never with this one object.
    deletionPolicy: 'Orphan',
    ...(props.decryption && { decryption: props.decryption }),
    ...(props.retired && { patches: WITHOUT_CANARIES }),
    wait: true,
    healthCheckExprs: [CANARY_INITIALIZED],
    // Flux would move every object into it, also those that name another namespace of the workspace.
    ...(namespaces.length === 1 && only !== undefined && { targetNamespace: only }),
  });
}

/**
 * Where the apps of a team's own source are.
 *
 * @param source the source.
 * @param branch what it follows where it does not say.
 * @param tree the folder of the apps in the output tree, and that of the tree in a repository.
 */
export function teamOrigin(
  source: TeamSource,
  branch: string,
  { output, folder }: { readonly output: string; readonly folder: string },
): SyncedFolder {
  if (!isArtifact(source)) {
    const path = source.path?.replace(/^\.\//, '') ?? `${output}/${folder}`;
    return { from: { url: source.url, branch: source.branch ?? branch }, path: `./${path}` };
  }
  const { url, tag = branch, verify, provider, path = `./${folder}` } = source;
  return { from: { url, tag, ...(verify && { verify }), ...(provider && { provider }) }, path };
}

/** The Git repository of a team's own source; none of an artifact. */
export function repositoryOf(source: TeamSource): string | undefined {
  return isArtifact(source) ? undefined : source.url;
}

function isArtifact(source: TeamSource): source is TeamArtifact {
  return source.url.startsWith('oci://');
}

/** Checks that there is something that the team's apps come from, and the tag of a team's own artifact. */
export function checkSource(source: TeamSource | undefined, applied: SyncedFolder | undefined): Problem[] {
  if (applied === undefined) {
    const remedy = "pass the fleet's repository to GitOpsApp, or the team's own as source";
    return [{ prop: 'source', must: 'be given where the app names no repository', got: source, remedy }];
  }
  return source !== undefined && 'tag' in applied.from ? checkTag('source.tag', applied.from.tag) : [];
}

/** Says why the images of a workspace cannot be kept up to date: no Git repository is known that its release data is in. */
export function checkReleases(source: TeamSource | undefined): Problem[] {
  if (source !== undefined) {
    const remedy = 'leave it out, and propose new tags in the repository that the artifact is built from';
    return [
      {
        prop: 'imageAutomation',
        must: 'be absent beside an artifact, which Flux cannot write to',
        got: source.url,
        remedy,
      },
    ];
  }
  const remedy = "pass the fleet's repository to GitOpsApp";
  return [{ prop: 'imageAutomation', must: 'be absent without a Git repository to commit to', got: undefined, remedy }];
}
