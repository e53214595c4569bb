import { addressIsListed } from './listed-address';
import { BY_CLUSTER, LEAVING, type Policy, type Validation, where } from './policy';

/** What the admins wrote has this label; a team that sets it only keeps itself from changing an object again. */
const OF_ADMIN =
  "(oldObject != null && has(oldObject.metadata.labels) && 'cdk8s-progressive-delivery/environment' in oldObject.metadata.labels)";

const FREE = `${LEAVING} || ${BY_CLUSTER}`;

const SPEC = 'object.spec';

/** Where a team's own sources lead. */
export const SOURCES: Policy = {
  name: 'sources',
  resources: {
    'source.toolkit.fluxcd.io': [
      'buckets',
      'externalartifacts',
      'gitrepositories',
      'helmrepositories',
      'ocirepositories',
    ],
  },
  deletions: true,
  lists: ['repositories', 'charts'],
  validations: [
    keepsAdmins(),
    kindIs('GitRepository', listed(`${SPEC}.url`, 'repositories'), 'follow a repository that its workspace allows'),
    kindIs(
      'HelmRepository',
      listed(`${SPEC}.url`, 'charts'),
      'follow a repository of charts that its workspace allows',
    ),
    kindIs(
      'OCIRepository',
      `(${listed(`${SPEC}.url`, 'repositories')} || ${listed(`${SPEC}.url`, 'charts')})`,
      'follow a repository that its workspace allows',
    ),
    kindIs(
      'Bucket',
      listed(`('https://' + ${SPEC}.endpoint + '/' + ${SPEC}.bucketName)`, 'repositories'),
      'read an endpoint and bucket that its workspace allows',
    ),
    kindIs('ExternalArtifact', 'false', 'be written by a controller'),
    {
      // Without TLS, whoever is on the way answers.
      expression: `${FREE} || !has(${SPEC}.insecure) || !${SPEC}.insecure`,
      message: 'a source of a workspace must not be insecure',
    },
    {
      // With an authority or a proxy of its own, a team answers for any address.
      expression: `${FREE} || (!has(${SPEC}.certSecretRef) && !has(${SPEC}.proxySecretRef))`,
      message: 'a source of a workspace must not bring a certificate authority or a proxy of its own',
    },
    {
      expression: `${FREE} || !has(${SPEC}.recurseSubmodules) || !${SPEC}.recurseSubmodules`,
      message: 'a source of a workspace must not follow submodules, which lead anywhere',
    },
  ],
};

/** As whom, from where and to where a team has Flux apply. */
export const APPLIERS: Policy = {
  name: 'appliers',
  resources: {
    'kustomize.toolkit.fluxcd.io': ['kustomizations'],
    'helm.toolkit.fluxcd.io': ['helmreleases'],
  },
  deletions: true,
  lists: ['account', 'clusters', 'namespaces'],
  validations: [
    keepsAdmins(),
    {
      expression: `${FREE} || (has(${SPEC}.serviceAccountName) && ${SPEC}.serviceAccountName in variables.account)`,
      message: "a Kustomization or HelmRelease of a workspace must apply as the team's service account",
    },
    {
      expression: `${FREE} || ${where(`${SPEC}.kubeConfig`, `(has(${SPEC}.kubeConfig.secretRef) && ${SPEC}.kubeConfig.secretRef.name in variables.clusters)`)}`,
      message: 'a Kustomization or HelmRelease of a workspace must apply to a cluster that its workspace allows',
    },
    {
      expression: `${FREE} || ${[ownNamespace('targetNamespace'), ownNamespace('storageNamespace')].join(' && ')}`,
      message: 'a Kustomization or HelmRelease of a workspace must apply to the namespaces of its workspace',
    },
    {
      expression: `${FREE} || ${[
        where(`${SPEC}.sourceRef`, isHere(`${SPEC}.sourceRef`)),
        where(`${SPEC}.chartRef`, isHere(`${SPEC}.chartRef`)),
        where(`${SPEC}.chart`, isHere(`${SPEC}.chart.spec.sourceRef`)),
      ].join(' && ')}`,
      message: 'a Kustomization or HelmRelease of a workspace must follow a source of its own namespace',
    },
    {
      // Of a chart in a folder, Flux fetches the dependencies from wherever the chart says.
      expression: `${FREE} || ${[
        where(`${SPEC}.chartRef`, `${SPEC}.chartRef.kind == 'OCIRepository'`),
        where(`${SPEC}.chart`, `${SPEC}.chart.spec.sourceRef.kind == 'HelmRepository'`),
      ].join(' && ')}`,
      message:
        'a Kustomization or HelmRelease of a workspace must install a packaged chart, of a HelmRepository or an OCIRepository',
    },
  ],
};

/** The team may look at what the admins wrote in its home namespace, and change nothing of it, its labels included. */
function keepsAdmins(): Validation {
  return {
    expression: `!${OF_ADMIN} || ${BY_CLUSTER}`,
    message: "what the cluster's admins wrote must stay as it is",
  };
}

function kindIs(kind: string, expression: string, rule: string): Validation {
  return {
    expression: `${FREE} || object.kind != '${kind}' || (${expression})`,
    message: `a ${kind} of a workspace must ${rule}`,
  };
}

function listed(address: string, list: 'repositories' | 'charts'): string {
  return `(${addressIsListed(address, `variables.${list}`)})`;
}

function ownNamespace(field: string): string {
  return where(`${SPEC}.${field}`, `${SPEC}.${field} in variables.namespaces`);
}

function isHere(reference: string): string {
  return where(`${reference}.namespace`, `${reference}.namespace == object.metadata.namespace`);
}
