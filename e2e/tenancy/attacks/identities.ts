import { type Attempt, stoppedBy } from '../attack';
import { commits } from '../commit';
import { rolesAndPolicies } from '../layered';
import { manifest } from '../manifest';
import type { Member } from '../members';
import { REACHES_POD, sends } from '../request';
import { teamRoles } from '../rights';

const TOKEN_REQUEST = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
const MAY = { resourceAttributes: { verb: 'get', resource: 'secrets', namespace: 'media' } };

/** What everybody of the team may try inside a running pod, or to become somebody else. */
function triedBy(who: Member): Attempt[] {
  const pod = '/api/v1/namespaces/shop/pods/backend';
  return [
    sends(who, 'runs a command in a pod', { to: `POST ${pod}/exec?command=sh&stdout=true`, done: REACHES_POD }),
    sends(who, 'attaches to a pod', { to: `POST ${pod}/attach?stdout=true`, done: REACHES_POD }),
    sends(who, 'forwards a port of a pod', { to: `POST ${pod}/portforward?ports=80`, done: REACHES_POD }),
    sends(who, 'adds a container to a running pod', {
      to: `PATCH ${pod}/ephemeralcontainers`,
      contentType: 'application/merge-patch+json',
      body: { spec: { ephemeralContainers: [EPHEMERAL] } },
    }),
    sends(who, 'asks for a token of the account that Flux uses', {
      to: 'POST /api/v1/namespaces/shop/serviceaccounts/shop-deploy/token',
      body: TOKEN_REQUEST,
    }),
    sends(who, 'reads a Secret of its own namespace', { to: 'GET /api/v1/namespaces/shop/secrets/credentials' }),
  ];
}

const EPHEMERAL = {
  name: 'thief',
  image: 'thief',
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

const inMedia = 'GET /api/v1/namespaces/media/secrets/credentials';

/** Becoming somebody else. */
export const identityAttacks = [
  ...stoppedBy(rolesAndPolicies, [
    commits(
      'a Secret that Kubernetes fills with a lasting token',
      manifest('v1 Secret', 'shop/thief', {
        metadata: { annotations: { 'kubernetes.io/service-account.name': 'shop-deploy' } },
        type: 'kubernetes.io/service-account-token',
      }),
    ),
  ]),
  ...stoppedBy(teamRoles, [
    ...triedBy('account'),
    ...triedBy('lead'),
    sends('account', "acts as another team's account", {
      to: inMedia,
      posingAs: { user: 'system:serviceaccount:media:media-deploy', groups: [] },
    }),
    sends('account', 'acts as the user that Flux is', {
      to: inMedia,
      posingAs: { user: 'system:serviceaccount:flux-system:kustomize-controller', groups: [] },
    }),
    sends('account', 'acts as a master of the cluster', {
      to: inMedia,
      posingAs: { user: 'thief', groups: ['system:masters'] },
    }),
    sends('account', 'asks whose a token is', {
      to: 'POST /apis/authentication.k8s.io/v1/tokenreviews',
      body: manifest('authentication.k8s.io/v1 TokenReview', '', { spec: { token: 'some' } }),
    }),
    sends('lead', 'asks what others may do', {
      to: 'POST /apis/authorization.k8s.io/v1/subjectaccessreviews',
      body: manifest('authorization.k8s.io/v1 SubjectAccessReview', '', { spec: { user: 'eve', ...MAY } }),
    }),
    sends('developer', 'changes an app', {
      to: 'PATCH /apis/apps/v1/namespaces/shop/deployments/frontend',
      contentType: 'application/merge-patch+json',
      body: { spec: { replicas: 0 } },
    }),
    sends('developer', 'deletes a pod', { to: 'DELETE /api/v1/namespaces/shop/pods/backend' }),
    sends('account', 'deletes a pod', { to: 'DELETE /api/v1/namespaces/shop/pods/backend' }),
  ]),
];
