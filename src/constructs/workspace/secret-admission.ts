import { Construct } from 'constructs';
import type { SecretStoreReference } from '../secrets/external-secret';
import { addPolicy, type AdmissionScope, type Policy } from './admission';

/**
 * Kubernetes puts a lasting token for any account of the namespace into a Secret of this type. The policy is for everyone:
 * External Secrets, too, makes Secrets of whatever type a team asks for.
 */
const NO_TOKENS: Policy = {
  resource: 'secrets',
  apiGroup: '',
  validations: [
    {
      expression: "!has(object.type) || object.type != 'kubernetes.io/service-account-token'",
      message: "a workspace's Secret must not ask for the token of a service account",
    },
  ],
};

const LEAVING = 'has(object.metadata.deletionTimestamp)';

/** The admission policies of a team that ships Secrets or ExternalSecrets. */
export function addSecretAdmission(
  scope: Construct,
  { name, namespaces }: AdmissionScope,
  secretStores: readonly SecretStoreReference[],
): void {
  const policies = secretStores.length > 0 ? [NO_TOKENS, ownStores(secretStores)] : [NO_TOKENS];
  for (const policy of policies) addPolicy(new Construct(scope, policy.resource), name, namespaces, policy);
}

/**
 * An ExternalSecret names its store in three places; generators and other targets than Secrets would pass by all of them. One
 * that is being deleted must be let go of, whatever it says.
 */
function ownStores(stores: readonly SecretStoreReference[]): Policy {
  const names = stores.map(({ kind, name }) => `'${kind}/${name}'`).join(', ');
  const isOwn = (reference: string) =>
    `(has(${reference}.name) && ((has(${reference}.kind) && ${reference}.kind != '' ? ${reference}.kind : 'SecretStore') + '/' + ${reference}.name) in [${names}])`;
  const sources = (list: string) => ({
    expression: `${LEAVING} || !has(object.spec.${list}) || object.spec.${list}.all(item, !has(item.sourceRef) || (!has(item.sourceRef.generatorRef) && has(item.sourceRef.storeRef) && ${isOwn('item.sourceRef.storeRef')}))`,
    message: `an ExternalSecret's ${list} must come from the stores of its workspace`,
  });
  return {
    resource: 'externalsecrets',
    apiGroup: 'external-secrets.io',
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
}
