import type { ApiObject } from 'cdk8s';
import { findCredentials } from '../manifest/credentials/find-credentials';
import type { Manifest } from './manifest-resolver';
import type { Findings } from './synth-error';

/** An object, and what is written of it. */
interface Written {
  readonly apiObject: ApiObject;
  readonly value: Manifest;
}

/**
 * Finds credentials in a file before it is written: whoever can read the repository would have them, and its history keeps
 * them. No message shows any of a value.
 *
 * @param documents the file's objects.
 * @param findings takes what is found.
 */
export function checkCredentials(documents: readonly Written[], findings: Findings): void {
  for (const { apiObject, value } of documents) {
    for (const { pointer, what, remedy } of findCredentials(value)) {
      findings.add(apiObject, `${pointer} must hold no credential, got ${what}; ${remedy}`);
    }
  }
}
