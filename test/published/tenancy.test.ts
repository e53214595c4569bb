import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { TeamWorkspace } from '../../src/constructs/workspace/team-workspace';
import { type ManifestObject, synth } from '../../src/testing';
import { addApp, clusterIn, environmentOn, fleetApp } from '../constructs/workspace/fixture';
import { PUBLISHED } from './published';
import { EXPLANATIONS, type Explanation } from './tenancy-explanations';
import { type Right, rightsOf, rightText } from './tenancy-rights';

/** A tenant, as far as it says who may do what. */
interface Tenant {
  readonly name: string;
  readonly namespaces: readonly string[];
  readonly teamRBAC?: { readonly groupNames: readonly string[] };
}

const FOLDER = join(PUBLISHED, 'weave-gitops-enterprise/pkg/tenancy/testdata');
const FILES = ['example', 'with_bind_roles', 'with_custom_labels', 'with_service_account'];
const RBAC = ['Namespace', 'ServiceAccount', 'Role', 'RoleBinding'];
const here = existsSync(FOLDER);

/** Differences that are not about a right. */
const OTHERS: Readonly<Record<string, string>> = {
  'Role foo-role':
    'not bound: a workspace binds the roles that it declares; what else a team ships, its workspace says',
  'label example.com/test-label':
    'not taken over: labels of a namespace decide what it is exempt from, so they are not free',
};

/** A tenant as a workspace. Groups that theirs let look are viewers; ours also name who answers for it. */
function workspaceObjects({ name, namespaces, teamRBAC }: Tenant): ManifestObject[] {
  const environment = environmentOn(clusterIn(fleetApp(), 'laptop'), 'dev');
  const viewers = teamRBAC?.groupNames ?? [];
  const workspace = new TeamWorkspace(environment, name, { namespaces, admins: [`${name}-leads`], viewers });
  addApp(workspace);
  return synth(environment.node.findChild('Workspaces').node.findChild(name));
}

function golden(file: string, tenant: Tenant): ManifestObject[] {
  return parseAllDocuments(readFileSync(join(FOLDER, `${file}.yaml.golden`), 'utf8'))
    .map((document) => document.toJS() as ManifestObject | null)
    .filter((object): object is ManifestObject => object !== null)
    .filter(({ kind, metadata }) => RBAC.includes(kind) && tenantOf(metadata) === tenant.name);
}

function tenantOf(metadata: ManifestObject['metadata']): string | undefined {
  return metadata.labels?.['toolkit.fluxcd.io/tenant'];
}

/** What of ours stands for an object of theirs: names differ, the place and the purpose do not. */
function counterpart(object: ManifestObject, ours: readonly ManifestObject[]): ManifestObject | undefined {
  const { kind, metadata } = object;
  const candidates = ours.filter((one) => one.kind === kind);
  // Theirs have an account in each namespace; ours one, at home, which the bindings of all namespaces name.
  if (kind === 'ServiceAccount') return candidates[0];
  if (kind === 'Namespace') return candidates.find((one) => one.metadata.name === metadata.name);
  const isTeams = metadata.name.endsWith('-team');
  return candidates.find(
    (one) => one.metadata.namespace === metadata.namespace && one.metadata.name.endsWith(isTeams ? '-view' : '-deploy'),
  );
}

function explains({ of, who, verbs, resources }: Explanation, side: Explanation['of'], right: Right): boolean {
  return of === side && who.includes(right.who) && verbs.includes(right.verb) && resources.includes(right.resource);
}

if (!here) {
  process.stderr.write("published tenancy: Weave's inputs are not here to compare\n");
  test.todo("Weave's inputs are not here: set PUBLISHED_MANIFESTS to the folder that has them");
} else {
  describe("Weave's tenants as workspaces", () => {
    const cases = FILES.flatMap((file) => {
      const { tenants } = parse(readFileSync(join(FOLDER, `${file}.yaml`), 'utf8')) as { tenants: Tenant[] };
      return tenants.map((tenant) => [`${file}: ${tenant.name}`, file, tenant] as const);
    });
    const used = new Map<string, Set<string>>();
    const use = (why: string, what: string): void => void used.set(why, (used.get(why) ?? new Set()).add(what));

    test.each(cases)('%s has every object of the golden', (_title, file, tenant) => {
      const ours = workspaceObjects(tenant);
      const theirs = golden(file, tenant);
      expect(theirs.length).toBeGreaterThan(0);
      const missing = theirs.filter((object) => counterpart(object, ours) === undefined);
      expect(missing.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toStrictEqual([]);
      expect(ours.filter(({ kind }) => RBAC.includes(kind)).map(({ metadata }) => tenantOf(metadata))).not.toContain(
        undefined,
      );
      const labels = theirs.flatMap(({ metadata }) => Object.keys(metadata.labels as object));
      const others = [...new Set(labels)].filter((label) => label !== 'toolkit.fluxcd.io/tenant');
      const unexplained = others.map((label) => `label ${label}`).filter((what) => OTHERS[what] === undefined);
      expect(unexplained).toStrictEqual([]);
      for (const label of others) use(OTHERS[`label ${label}`] ?? '', `label ${label}`);
    });

    test.each(cases)('%s grants what the golden does, or the difference is explained', (_title, file, tenant) => {
      const elsewhere: string[] = [];
      const ours = rightsOf(workspaceObjects(tenant));
      const theirs = rightsOf(golden(file, tenant), (role) => elsewhere.push(role));
      const only = (of: Explanation['of'], all: readonly Right[], others: readonly Right[]): string[] => {
        const known = new Set(others.map(rightText));
        return all
          .filter(
            (right) => !known.has(rightText(right)) && !known.has(rightText({ ...right, verb: '*', resource: '*' })),
          )
          .filter((right) => {
            const found = EXPLANATIONS.filter((one) => explains(one, of, right));
            for (const { why } of found) use(why, `${of}, ${right.who}: ${right.verb} ${right.resource}`);
            return found.length === 0;
          })
          .map(rightText);
      };
      expect(only('theirs', theirs, ours)).toStrictEqual([]);
      expect(only('ours', ours, theirs)).toStrictEqual([]);
      expect(elsewhere.filter((role) => OTHERS[role] === undefined)).toStrictEqual([]);
      for (const role of elsewhere) use(OTHERS[role] ?? '', role);
    });

    test('no explanation is left over', () => {
      const all = [...new Set([...EXPLANATIONS.map(({ why }) => why), ...Object.values(OTHERS)])];
      expect(all.filter((why) => !used.has(why))).toStrictEqual([]);
      const rows = all.map((why) => `  ${why}\n    ${summary([...(used.get(why) ?? [])])}`);
      process.stderr.write(`Weave's tenants as workspaces, where they differ:\n${rows.join('\n')}\n`);
    });
  });
}

function summary(items: readonly string[]): string {
  return items.length <= 4 ? items.join('; ') : `${items.slice(0, 3).join('; ')} and ${items.length - 3} more`;
}
