import { flagger } from '../../../src/constructs/infrastructure/components/flagger';
import type { ManifestObject } from '../../../src/testing';
import { cluster, objects } from './fixture';

interface ClusterRole extends ManifestObject {
  readonly metadata: ManifestObject['metadata'] & { readonly labels: Readonly<Record<string, string>> };
  readonly rules: readonly { readonly resources: readonly string[]; readonly verbs: readonly string[] }[];
}

const component = flagger({ meshProvider: 'kubernetes', metricsServer: 'http://prometheus.example.com' });
const roles = objects(cluster({ branch: 'main', infrastructure: [component] }), 'ClusterRole') as ClusterRole[];

/** What Kubernetes' own role of a name gains: the rules of every role with its label. */
function gained(role: string): Set<string> {
  const label = `rbac.authorization.k8s.io/aggregate-to-${role}`;
  const rules = roles.filter(({ metadata }) => metadata.labels[label] === 'true').flatMap((one) => one.rules);
  return new Set(
    rules.flatMap(({ resources, verbs }) => resources.flatMap((it) => verbs.map((verb) => `${verb} ${it}`))),
  );
}

const all = (...verbs: string[]): string[] =>
  verbs.flatMap((verb) => ['alertproviders', 'canaries', 'metrictemplates'].map((it) => `${verb} ${it}`));
const look = all('get', 'list', 'watch');
const change = all('create', 'update', 'patch', 'delete', 'deletecollection');

test.each([
  ['view', look],
  ['edit', [...look, ...change]],
  ['admin', [...look, ...change]],
])('Kubernetes’ own role %s has its share of Flagger’s objects, and never their status', (role, expected) => {
  expect([...gained(role)].sort()).toStrictEqual([...expected].sort());
});
