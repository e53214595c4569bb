import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiGroupOf } from '../../model/api-group';
import type { Problem } from '../../model/problem';
import type { SecretStoreReference } from '../secrets/external-secret';

interface Spec {
  readonly secretStoreRef?: Reference;
  readonly data?: readonly Item[];
  readonly dataFrom?: readonly Item[];
}

interface Item {
  readonly sourceRef?: { readonly storeRef?: Reference };
}

interface Reference {
  readonly kind?: string;
  readonly name?: string;
}

/** Checks that a team's ExternalSecrets refer to stores of its workspace, as the cluster does when they are applied. */
export function checkStores(
  chart: Construct,
  objects: readonly ApiObject[],
  stores: readonly SecretStoreReference[],
): Problem[] {
  // A team without any ships no ExternalSecrets, which is a problem of its own.
  if (stores.length === 0) return [];
  const known = stores.map(({ kind, name }) => `${kind}/${name}`);
  const external = objects.filter(
    ({ apiVersion, kind }) => kind === 'ExternalSecret' && apiGroupOf(apiVersion) === 'external-secrets.io',
  );
  return external.flatMap((object) => {
    const { spec = {} } = object.toJson() as { readonly spec?: Spec };
    return storesOf(spec)
      .filter((store) => !known.includes(store))
      .map((got) => ({
        prop: `${object.node.path.slice(chart.node.path.length + 1)}: store`,
        must: `be one of the workspace's secretStores, ${known.join(', ')}`,
        got,
        remedy: "choose one of them, or have the cluster's admins add it",
      }));
  });
}

function storesOf({ secretStoreRef, data = [], dataFrom = [] }: Spec): string[] {
  const inside = [...data, ...dataFrom].map(({ sourceRef }) => sourceRef?.storeRef);
  return [secretStoreRef, ...inside]
    .filter((reference) => reference !== undefined)
    .map(({ kind = 'SecretStore', name = '' }) => `${kind}/${name}`);
}
