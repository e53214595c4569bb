import { apiGroupOf } from '../model/api-group';
import type { Problem } from '../model/problem';
import { checkLabelName, checkSubdomainName, isLabelValue } from '../model/name';

type Manifest = Readonly<Record<string, unknown>>;

/** Kinds whose names may hold anything that fits between two slashes of a URL: `system:node-reader`. */
const FREE_NAMES = new Set([
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/RoleBinding',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'certificates.k8s.io/ClusterTrustBundle',
]);
/** Kinds whose names are DNS labels: they become part of a host name. */
const LABEL_NAMES = new Set(['/Namespace', '/Service']);

const API_VERSION = /^(?:[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[a-z][a-z0-9]*$/;
const KIND = /^[A-Za-z][A-Za-z0-9]*$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const KEY_PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const KEY_RULE = 'be a name of at most 63 characters, with an optional DNS prefix before a slash';

/** Keys and values that passed; a fleet repeats the same few thousands of times. */
const goodKeys = new Set<string>();
const goodValues = new Set<string>();
const MOST_REMEMBERED = 5000;

function remember(good: Set<string>, text: string): void {
  if (good.size < MOST_REMEMBERED) good.add(text);
}

function isQualifiedKey(key: string): boolean {
  if (goodKeys.has(key)) return true;
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  const fits =
    QUALIFIED_NAME.test(key.slice(slash + 1)) && (slash < 0 || (prefix.length <= 253 && KEY_PREFIX.test(prefix)));
  if (fits) remember(goodKeys, key);
  return fits;
}

function isGoodLabelValue(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (goodValues.has(value)) return true;
  const fits = isLabelValue(value);
  if (fits) remember(goodValues, value);
  return fits;
}

function matches(pattern: RegExp, value: unknown): boolean {
  return typeof value === 'string' && pattern.test(value);
}

function checkName(group: string, kind: string, name: string): Problem[] {
  const type = `${group}/${kind}`;
  if (LABEL_NAMES.has(type)) return checkLabelName('metadata.name', name);
  if (!FREE_NAMES.has(type)) return checkSubdomainName('metadata.name', name);
  if (name !== '.' && name !== '..' && !/[\s/%]/.test(name)) return [];
  return [{ prop: 'metadata.name', must: 'hold no "/", "%" or blank', got: name, remedy: 'use ":" or "-" instead' }];
}

function checkKeys(prop: 'labels' | 'annotations', entries: Manifest): Problem[] {
  const problems: Problem[] = [];
  for (const [key, value] of Object.entries(entries)) {
    // Kubernetes compares the prefix of an annotation's key in lower case.
    if (!isQualifiedKey(prop === 'labels' ? key : key.toLowerCase())) {
      problems.push({
        prop: `the key of metadata.${prop}`,
        must: KEY_RULE,
        got: key,
        remedy: 'write it like "app.example.com/name"',
      });
    }
    if (prop === 'annotations' && typeof value !== 'string') {
      problems.push({
        prop: `metadata.annotations[${JSON.stringify(key)}]`,
        must: 'be a string',
        got: value,
        remedy: 'quote it',
      });
    }
    if (prop === 'labels' && !isGoodLabelValue(value)) {
      const must =
        'be a string of at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit';
      const remedy = 'shorten it, or make it an annotation';
      problems.push({ prop: `metadata.labels[${JSON.stringify(key)}]`, must, got: value, remedy });
    }
  }
  return problems;
}

function isEntries(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkMetadata(group: string, kind: string, metadata: Manifest): Problem[] {
  const { name, namespace, labels, annotations } = metadata;
  const problems: Problem[] = [];
  if (typeof name === 'string' && name !== '') problems.push(...checkName(group, kind, name));
  else problems.push({ prop: 'metadata.name', must: 'be a string', got: name, remedy: 'name the object' });
  if (typeof namespace === 'string') problems.push(...checkLabelName('metadata.namespace', namespace));
  else if (namespace !== undefined) {
    problems.push({ prop: 'metadata.namespace', must: 'be a string', got: namespace, remedy: 'name a namespace' });
  }
  for (const [prop, entries] of [
    ['labels', labels],
    ['annotations', annotations],
  ] as const) {
    if (isEntries(entries)) problems.push(...checkKeys(prop, entries));
    else if (entries !== undefined) {
      problems.push({
        prop: `metadata.${prop}`,
        must: 'map keys to strings',
        got: entries,
        remedy: 'write { key: "value" }',
      });
    }
  }
  return problems;
}

/** Finds what no cluster would accept about an object, whatever its kind: its identity, labels and annotations. */
export function checkObject(manifest: Manifest): Problem[] {
  const { apiVersion, kind, metadata } = manifest;
  const problems: Problem[] = [];
  if (!matches(API_VERSION, apiVersion)) {
    const must = 'be a version, with its group before a slash unless it is the core group';
    problems.push({ prop: 'apiVersion', must, got: apiVersion, remedy: 'write it like "v1" or "apps/v1"' });
  }
  if (!matches(KIND, kind)) {
    problems.push({ prop: 'kind', must: 'be letters and digits', got: kind, remedy: 'write it like "Deployment"' });
  }
  const group = typeof apiVersion === 'string' ? apiGroupOf(apiVersion) : '';
  return [
    ...problems,
    ...checkMetadata(group, typeof kind === 'string' ? kind : '', isEntries(metadata) ? metadata : {}),
  ];
}
