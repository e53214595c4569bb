import { Kube } from '../control-plane/kube';
import { KubeError } from '../control-plane/kube-connection';
import type { Attempt } from './attack';
import type { Member } from './members';
import type { TenancyWorld } from './tenancy-world';

/** What somebody of the team sends to the API server. */
export interface Sent {
  /** `METHOD path`. */
  readonly to: string;
  readonly body?: object;
  /** @default 'application/json' */
  readonly contentType?: string;
  /** Whom the sender claims to be. @default - nobody else */
  readonly posingAs?: { readonly user: string; readonly groups: readonly string[] };
  /** What the server says where it would do it, but cannot, for a reason that is not the sender's. @default - it does it */
  readonly done?: RegExp;
}

/**
 * What the server says to those who may reach into a pod: that it is on no node; on a cluster with nodes, that this is no way
 * to talk to a container, or that the container has not started.
 */
export const REACHES_POD =
  /does not have a host assigned|no preferred addresses|Upgrade request required|waiting to start/;

/** Somebody of the team sends a request. */
export function sends(who: Member, what: string, sent: Sent): Attempt {
  return {
    what: `${who} ${what}`,
    attempt: async (world, { harmless = false } = {}) => {
      const answer = await refusalOf(world, who, sent, harmless);
      return answer !== undefined && sent.done?.test(answer) === true ? undefined : answer;
    },
  };
}

async function refusalOf(
  { members, plane }: TenancyWorld,
  who: Member,
  { to, body, contentType, posingAs, done }: Sent,
  harmless: boolean,
): Promise<string | undefined> {
  const [method = '', path = ''] = to.split(' ');
  const dryRun =
    harmless && method !== 'GET' && done === undefined ? `${path.includes('?') ? '&' : '?'}dryRun=All` : '';
  // Only by the token: a given admin's certificate would be believed first.
  const { server, ca } = plane.kube.credentials;
  const poser = posingAs && new Kube({ server, ca, token: members.token, impersonate: posingAs });
  try {
    await (poser ?? members[who]).raw(method, path + dryRun, body, contentType);
    return undefined;
  } catch (error) {
    if (error instanceof KubeError) return error.message;
    throw error;
  } finally {
    poser?.close();
  }
}
