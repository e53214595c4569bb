import { Construct } from 'constructs';
import { checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import type { Decryption } from '../flux/kustomization';
import type { SecretStoreReference } from '../secrets/external-secret';
import type { AllowLists } from './admission/allow-lists';
import { addRole, group, type TeamAccess } from './access';
import { checkDecryptionRole } from './decryption-account';
import { CHANGE, READ } from './team-rules';

/** How a team gets its Secrets. */
export interface TeamSecrets {
  /**
   * How Flux decrypts the Secrets that the team commits encrypted: with keys in a Secret of the home namespace, which an admin
   * makes by hand, or as a service account there that the cloud knows. Lets the team's service account apply Secrets;
   * people still cannot read them.
   *
   * @default - none: the team ships no Secrets
   */
  readonly decryption?: Decryption;
  /**
   * Role of the cloud, by name or ARN, that the account `decryption.serviceAccountName` takes on: the workspace then makes that
   * account. @default - none: an admin makes the account
   */
  readonly decryptionRole?: string;
  /** Stores that the team's ExternalSecrets may take values from. @default - none: the team ships no ExternalSecrets */
  readonly secretStores?: readonly SecretStoreReference[];
}

/** What names Secrets that admins make. */
interface KeyProps extends TeamSecrets {
  readonly credentials?: string;
  readonly allow?: AllowLists;
}

/** A kind, with its API group before a slash unless it is the core group. */
type GroupKind = 'Secret' | 'external-secrets.io/ExternalSecret';

/**
 * What Flux needs, and no more: it reads what it is about to delete, and what it patches the server shows anyway. Without
 * `list` and `watch` the account reads only what it knows by name; `update` it has no use for.
 */
const APPLY_SECRETS = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'create', 'patch', 'delete'] }];

const EXTERNAL_SECRETS = { apiGroups: ['external-secrets.io'], resources: ['externalsecrets'] };

/** Kinds that a team ships because of how it gets its Secrets. */
export function secretKinds({ decryption, secretStores = [] }: TeamSecrets): GroupKind[] {
  return [
    ...(decryption === undefined ? [] : ['Secret' as const]),
    ...(secretStores.length === 0 ? [] : ['external-secrets.io/ExternalSecret' as const]),
  ];
}

/**
 * The rights to ship Secrets and ExternalSecrets; what these may say, the cluster's admission policies judge. Nothing for a team
 * that ships neither.
 *
 * @param scope where the objects go.
 * @param access who the team is.
 * @param secrets how the team gets its Secrets.
 */
export function addSecrets(
  scope: Construct,
  access: Omit<TeamAccess, 'atHome' | 'accountAtHome'>,
  secrets: TeamSecrets,
): void {
  const { team, serviceAccount, home, namespaces } = access;
  const { decryption, secretStores = [] } = secrets;
  if (secretKinds(secrets).length === 0) return;
  const account = { kind: 'ServiceAccount', name: serviceAccount, namespace: home };
  const [admins, viewers] = [access.admins.map(group), access.viewers.map(group)];
  const change = [{ ...EXTERNAL_SECRETS, verbs: CHANGE }];
  const view = [{ ...EXTERNAL_SECRETS, verbs: READ }];
  for (const namespace of namespaces) {
    const place = new Construct(scope, namespace);
    if (decryption !== undefined) addRole(place, namespace, `${team}-secrets`, APPLY_SECRETS, [account]);
    if (secretStores.length === 0) continue;
    addRole(place, namespace, `${team}-external-secrets`, change, [account, ...admins]);
    if (viewers.length > 0) addRole(place, namespace, `${team}-external-secrets-view`, view, viewers);
  }
}

/** The stores that a team's ExternalSecrets may use, as the admission policy compares them. */
export function storeNames({ secretStores = [] }: TeamSecrets): string[] {
  return secretStores.map(({ kind, name }) => `${kind}/${name}`);
}

/** Names of the Secrets that the cluster's admins keep in the home namespace, which the team must not write. */
export function keysOf({ decryption, credentials, allow = {} }: KeyProps): string[] {
  const named = [credentials, decryption?.secretRef?.name].filter((name) => name !== undefined);
  return [...named, ...(allow.clusters ?? [])];
}

/** Checks how a team gets its Secrets. */
export function checkSecrets(team: string, secrets: TeamSecrets): Problem[] {
  const { decryption, secretStores = [] } = secrets;
  const names = storeNames(secrets);
  const repeated = names.filter((name, index) => names.indexOf(name) < index);
  return [
    ...(decryption === undefined ? [] : checkDecryption(decryption)),
    ...checkDecryptionRole(team, secrets),
    ...secretStores.flatMap(({ name }) => checkSubdomainName('secretStores', name)),
    ...repeated.map((got) => ({ prop: 'secretStores', must: 'differ from each other', got, remedy: 'name it once' })),
  ];
}

function checkDecryption(decryption: Decryption): Problem[] {
  if (decryption.secretRef !== undefined || decryption.serviceAccountName !== undefined) return [];
  const must = 'name keys or an identity of the team';
  const remedy = 'give secretRef or serviceAccountName: without them Flux decrypts as an account that nobody chose';
  return [{ prop: 'decryption', must, got: decryption, remedy }];
}
