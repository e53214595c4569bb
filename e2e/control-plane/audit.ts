import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A request that was to change something, as the API server has recorded it. */
export interface AuditEntry {
  readonly verb: string;
  /** Who it was made as: the impersonated user where there is one. */
  readonly user: string;
  /** `resource namespace/name`, with the subresource after the resource. */
  readonly target: string;
  /** HTTP status of the answer. */
  readonly code: number;
}

interface AuditEvent {
  readonly verb: string;
  readonly user: { readonly username: string };
  readonly impersonatedUser?: { readonly username: string };
  readonly objectRef?: {
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly responseStatus?: { readonly code?: number };
}

const POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'Metadata', verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] }],
};

/** The API server's record of who has changed what. */
export class Audit {
  private readonly log: string;
  private readonly policy: string;

  constructor(folder: string) {
    this.log = join(folder, 'audit.log');
    this.policy = join(folder, 'audit-policy.json');
    writeFileSync(this.policy, JSON.stringify(POLICY));
  }

  /** Makes an API server keep the record. */
  get flags(): readonly string[] {
    return [`--audit-policy-file=${this.policy}`, `--audit-log-path=${this.log}`, '--audit-log-mode=blocking'];
  }

  /** All requests so far that were to change something. */
  entries(): AuditEntry[] {
    return readFileSync(this.log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => entryOf(JSON.parse(line) as AuditEvent));
  }
}

function entryOf({ verb, user, impersonatedUser, objectRef = {}, responseStatus }: AuditEvent): AuditEntry {
  const { resource = '', subresource, namespace = '', name = '' } = objectRef;
  const target = `${resource}${subresource === undefined ? '' : `/${subresource}`} ${namespace}/${name}`;
  return { verb, user: (impersonatedUser ?? user).username, target, code: responseStatus?.code ?? 0 };
}
