import { Kube } from '../control-plane/kube';

/** Who of the team: the account that Flux applies its apps with, one of its admins, one of its viewers. */
export type Member = 'account' | 'lead' | 'developer';

/** A client for each of the team. */
export interface Members {
  readonly account: Kube;
  readonly lead: Kube;
  readonly developer: Kube;
  /** The account by a token of its own, as a pod would have it: only so can it try to act as somebody else. */
  readonly token: string;
  close(): void;
}

/** The team `shop`, as the fleet declares it. */
export async function shopMembers(kube: Kube): Promise<Members> {
  const serviceAccount = { namespace: 'shop', name: 'shop-deploy' };
  const person = (user: string, group: string): Kube =>
    new Kube({ ...kube.credentials, impersonate: { user, groups: [group, 'system:authenticated'] } });
  const members = {
    account: kube.as(serviceAccount),
    lead: person('ann', 'shop-leads'),
    developer: person('ben', 'shop-developers'),
  };
  return {
    ...members,
    token: await kube.token(serviceAccount),
    close: () => {
      for (const client of Object.values(members)) client.close();
    },
  };
}
