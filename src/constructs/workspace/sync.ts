import type { Construct } from 'constructs';
import type { Problem } from '../../model/problem';
import { GitRepository } from '../flux/git-repository';
import type { HealthCheckExpression } from '../flux/health-check';
import { type Decryption, Kustomization } from '../flux/kustomization';
import { WITHOUT_CANARIES } from './retirement';

/** A team's own Git repository. */
export interface TeamSource {
  /** The repository: an `https://` or `ssh://` URL. */
  readonly url: string;
  /** The branch to follow. @default - the environment's */
  readonly branch?: string;
  /** The folder to apply, beginning with `./`. @default - where this toolkit writes the team's apps: `./dist/apps/<environment>/<team>` */
  readonly path?: string;
}

/** What Flux needs to know to apply a team's apps. */
export interface TeamSyncProps {
  /** The team's name, which the source and the Kustomization share. */
  readonly team: string;
  /** Name of the team's service account. */
  readonly serviceAccount: string;
  /** The namespace of all three. */
  readonly home: string;
  /** The workspace's namespaces. */
  readonly namespaces: readonly string[];
  /** The repository. */
  readonly url: string;
  /** Its branch. */
  readonly branch: string;
  /** The folder in it that holds the team's apps, without `./`. */
  readonly path: string;
  /** Whether the repository holds more than this team's apps, so that only its folder may be fetched. */
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
  const { team, home, namespaces } = props;
  const [only] = namespaces;
  new GitRepository(scope, 'source', {
    name: team,
    namespace: home,
    url: props.url,
    ref: { branch: props.branch },
    ...(props.credentials !== undefined && { secretRef: { name: props.credentials } }),
    ...(props.shared && { sparseCheckout: [props.path] }),
  });
  new Kustomization(scope, 'apply', {
    name: team,
    namespace: home,
    sourceRef: { kind: 'GitRepository', name: team },
    path: `./${props.path}`,
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

/** Checks that there is a repository that the team's apps come from. */
export function checkRepository(url: string | undefined): Problem[] {
  if (url !== undefined) return [];
  const remedy = "pass the fleet's repository to GitOpsApp, or the team's own as source";
  return [{ prop: 'source', must: 'be given where the app names no repository', got: url, remedy }];
}
