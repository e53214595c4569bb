import { stoppedBy } from '../attack';
import { commits } from '../commit';
import { manifest } from '../manifest';
import { teamRoles } from '../rights';

const RBAC = 'rbac.authorization.k8s.io';
const EVERYTHING = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
const ACCOUNT = { kind: 'ServiceAccount', name: 'shop-deploy', namespace: 'shop' };
const EVERY_POD = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };
// PEM in base64: `openssl req -new -newkey ed25519 -nodes -keyout /dev/null -subj /O=shop/CN=thief`.
const CERTIFICATE_REQUEST =
  'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHZU1GSUNBUUF3SHpFTk1Bc0dBMVVFQ2d3RWMyaHZjREVPTUF3R0ExVUVBd3' +
  'dGZEdocFpXWXdLakFGQmdNcgpaWEFESVFCQnltaFQrZTk1dmdhdk9LZnYxSjdOSG9UVWJkdEluVUpQMjhWcVg5Z3BDNkFBTUFVR0F5dGxjQU5C' +
  'CkFCcXptUkhrR2JKUVlOb2tuRjBmVGU4V3dmN3p4N0lETnNUNXpiMVFjR1RSTjVzekRhbWZWMk1rN0JsNGpmZTkKOTJoRHFjQ255bWRYbGcwbT' +
  'JqbEZnUU09Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=';
const WEBHOOK = {
  name: 'thief.shop.example.com',
  admissionReviewVersions: ['v1'],
  clientConfig: { service: { name: 'thief', namespace: 'shop' } },
  rules: [EVERY_POD],
  sideEffects: 'None',
};

/** Objects of the whole cluster. */
export const clusterObjectAttacks = stoppedBy(teamRoles, [
  commits('a ClusterRole', manifest(`${RBAC}/v1 ClusterRole`, 'thief', { rules: [EVERYTHING] })),
  commits(
    'a ClusterRole that Kubernetes adds to everybody’s view',
    manifest(`${RBAC}/v1 ClusterRole`, 'thief', {
      metadata: { labels: { [`${RBAC}/aggregate-to-view`]: 'true' } },
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
    }),
  ),
  commits(
    'a ClusterRoleBinding to cluster-admin',
    manifest(`${RBAC}/v1 ClusterRoleBinding`, 'thief', {
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [ACCOUNT],
    }),
  ),
  commits('another Namespace', manifest('v1 Namespace', 'thief')),
  commits(
    'a lower Pod Security level of its Namespace',
    manifest('v1 Namespace', 'shop', { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } }),
  ),
  commits(
    'another tenant’s label on its Namespace',
    manifest('v1 Namespace', 'shop', { metadata: { labels: { 'toolkit.fluxcd.io/tenant': 'media' } } }),
  ),
  commits(
    'its Namespace outside the mesh',
    manifest('v1 Namespace', 'shop', { metadata: { annotations: { 'linkerd.io/inject': 'disabled' } } }),
  ),
  commits(
    'a CustomResourceDefinition',
    manifest('apiextensions.k8s.io/v1 CustomResourceDefinition', 'thieves.example.com', {
      spec: {
        group: 'example.com',
        names: { kind: 'Thief', plural: 'thieves' },
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    }),
  ),
  commits(
    'a PriorityClass above everybody',
    manifest('scheduling.k8s.io/v1 PriorityClass', 'thief', { value: 1_000_000_000 }),
  ),
  commits(
    'a webhook that every pod of the cluster must pass',
    manifest('admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration', 'thief', { webhooks: [WEBHOOK] }),
  ),
  commits(
    'a webhook that changes every pod of the cluster',
    manifest('admissionregistration.k8s.io/v1 MutatingWebhookConfiguration', 'thief', { webhooks: [WEBHOOK] }),
  ),
  commits(
    'a ValidatingAdmissionPolicy',
    manifest('admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy', 'thief', {
      spec: {
        matchConstraints: { resourceRules: [EVERY_POD] },
        validations: [{ expression: 'false' }],
      },
    }),
  ),
  commits(
    'an APIService that answers for a part of the API',
    manifest('apiregistration.k8s.io/v1 APIService', 'v1.thief.example.com', {
      spec: {
        group: 'thief.example.com',
        version: 'v1',
        groupPriorityMinimum: 1000,
        versionPriority: 15,
        service: { name: 'thief', namespace: 'shop' },
        insecureSkipTLSVerify: true,
      },
    }),
  ),
  commits('a StorageClass', manifest('storage.k8s.io/v1 StorageClass', 'thief', { provisioner: 'example.com/thief' })),
  commits(
    'a PersistentVolume of a node’s files',
    manifest('v1 PersistentVolume', 'thief', {
      spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/etc' } },
    }),
  ),
  commits('a Node', manifest('v1 Node', 'thief')),
  commits(
    'an IngressClass that every Ingress falls to',
    manifest('networking.k8s.io/v1 IngressClass', 'thief', {
      metadata: { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
      spec: { controller: 'example.com/thief' },
    }),
  ),
  commits(
    'a request for a client certificate',
    manifest('certificates.k8s.io/v1 CertificateSigningRequest', 'thief', {
      spec: { request: CERTIFICATE_REQUEST, signerName: 'example.com/thief', usages: ['client auth'] },
    }),
  ),
]);
