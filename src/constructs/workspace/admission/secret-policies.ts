import { BY_CLUSTER, LEAVING, type Policy } from './policy';

/**
 * Kubernetes puts a lasting token for any account of the namespace into a Secret of this type. The policy is for everyone:
 * External Secrets, too, makes Secrets of whatever type a team asks for.
 */
export const SECRETS: Policy = {
  name: 'secrets',
  resources: { '': ['secrets'] },
  lists: ['keys'],
  validations: [
    {
      expression: "!has(object.type) || object.type != 'kubernetes.io/service-account-token'",
      message: "a workspace's Secret must not ask for the token of a service account",
    },
    {
      // A team with SOPS or Helm may write Secrets, and would choose by these where Flux applies and what it believes.
      expression: `${BY_CLUSTER} || !(object.metadata.name in variables.keys)`,
      message: "what the cluster's admins keep in a Secret must stay as it is",
    },
  ],
};

/** An ExternalSecret names its store in three places; generators and other targets than Secrets would pass by all of them. */
export const EXTERNAL_SECRETS: Policy = {
  name: 'external-secrets',
  resources: { 'external-secrets.io': ['externalsecrets'] },
  lists: ['stores'],
  validations: [
    {
      expression: `${LEAVING} || !has(object.spec.secretStoreRef) || ${isOwn('object.spec.secretStoreRef')}`,
      message: "an ExternalSecret's secretStoreRef must be one of the stores of its workspace",
    },
    sources('data'),
    sources('dataFrom'),
    {
      expression: `${LEAVING} || !has(object.spec.target) || !has(object.spec.target.manifest)`,
      message: "a workspace's ExternalSecret must make a Secret",
    },
  ],
};

function sources(list: string): Policy['validations'][number] {
  return {
    expression: `${LEAVING} || !has(object.spec.${list}) || object.spec.${list}.all(item, !has(item.sourceRef) || (!has(item.sourceRef.generatorRef) && has(item.sourceRef.storeRef) && ${isOwn('item.sourceRef.storeRef')}))`,
    message: `an ExternalSecret's ${list} must come from the stores of its workspace`,
  };
}

function isOwn(reference: string): string {
  const kind = `(has(${reference}.kind) && ${reference}.kind != '' ? ${reference}.kind : 'SecretStore')`;
  return `(has(${reference}.name) && (${kind} + '/' + ${reference}.name) in variables.stores)`;
}
