import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Problem } from '../../model/problem';
import type { Platform } from '../infrastructure/platform';
import { report } from '../report';
import type { Decryption } from '../flux/kustomization';

/** As whom a team's Secrets are decrypted. */
export interface DecryptionIdentity {
  readonly decryption?: Decryption;
  readonly decryptionRole?: string;
}

/** Where the account is. */
interface AccountPlace {
  readonly home: string;
  readonly platform: Platform;
}

/**
 * The service account that decrypts a team's Secrets with a key of the cloud. Not the one that applies them: its role would
 * be that of everything the team ships. On a platform whose accounts have no roles it has none, and keys must be in a Secret.
 */
export function addDecryptionAccount(
  scope: Construct,
  { home, platform }: AccountPlace,
  secrets: DecryptionIdentity,
): void {
  const { decryption, decryptionRole } = secrets;
  const name = decryption?.serviceAccountName;
  if (name === undefined || decryptionRole === undefined) return;
  const annotations = roleAnnotations(scope, platform, decryptionRole);
  new ApiObject(scope, 'decryption', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: home, ...(annotations && { annotations: { ...annotations } }) },
    automountServiceAccountToken: false,
  });
}

/** Checks that there is an account for the role, and that it is not the one that applies. */
export function checkDecryptionRole(team: string, { decryption, decryptionRole: got }: DecryptionIdentity): Problem[] {
  if (got === undefined) return [];
  const name = decryption?.serviceAccountName;
  const [prop, must] = ['decryptionRole', 'belong to an account of its own'];
  if (name === undefined) {
    return [{ prop, must, got, remedy: `name the account as decryption.serviceAccountName: "${team}-sops"` }];
  }
  if (name !== `${team}-deploy`) return [];
  return [
    { prop, must, got: name, remedy: `name another account, like "${team}-sops": this one applies the team's apps` },
  ];
}

/** A platform says by an error that it can make nothing of a role. */
function roleAnnotations(
  scope: Construct,
  platform: Platform,
  got: string,
): Readonly<Record<string, string>> | undefined {
  try {
    return platform.serviceAccountAnnotations?.(got);
  } catch (error) {
    const remedy = error instanceof Error ? error.message : String(error);
    report(scope, [{ prop: 'decryptionRole', must: 'be a role of the platform', got, remedy }]);
    return undefined;
  }
}
