import { valueText } from '../model/problem';
import type { LocatedObject } from './located-object';
import { distance, listText, nearestText } from './nearest';

/** The objects of a kind that a test asks for, and what messages call it. */
export interface KindSelection {
  /** `apps/Deployment`; as the test wrote it if there are none. */
  readonly title: string;
  readonly objects: readonly LocatedObject[];
  /** What else there is, if there are none: `; the nearest kinds are apps/Deployment and v1/Service`. */
  readonly hint: string;
}

interface KindParts {
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
}

const VERSION = /^v\d+(?:(?:alpha|beta)\d+)?$/;

/**
 * Picks the objects of a kind: `Deployment`, `apps/Deployment`, `apps/v1/Deployment`, or `v1/Service` for a kind of the
 * core group.
 *
 * @throws {Error} if the text is no kind, or does not say of which of several groups.
 */
export function selectKind(all: readonly LocatedObject[], text: string): KindSelection {
  const parts = parse(text);
  const objects = all.filter((located) => isOf(located, parts));
  // Kinds begin with a capital, nearly all of them; what else was meant would be looked for in vain.
  if (objects.length === 0 && !/^[A-Z]/.test(parts.kind)) refuse(text);
  if (objects.length === 0) return { title: text, objects, hint: nearestKinds(all, text, parts) };
  const names = [...new Set(objects.map(nameOf))];
  if (names.length > 1) {
    const got = `${JSON.stringify(text)}, which is here in ${names.length} groups`;
    throw new Error(`kind must name one group, got ${got}; write ${listText(names, 'or')}`);
  }
  return { title: names[0] ?? text, objects, hint: '' };
}

function parse(text: string): KindParts {
  const parts = typeof text === 'string' ? text.split('/') : [];
  const [kind = '', ...before] = parts.reverse();
  if (before.length > 2 || !/^[A-Za-z0-9-]+$/.test(kind) || before.includes('')) return refuse(text);
  if (before.length === 2) return { kind, version: before[0], group: before[1] };
  const [one] = before;
  // `v1/Service`: no group is named like a version, and the core group has no name.
  if (one !== undefined && VERSION.test(one)) return { kind, version: one, group: '' };
  return { kind, group: one };
}

function refuse(text: string): never {
  const remedy = 'write it like "Deployment", "apps/Deployment" or "apps/v1/Deployment"';
  throw new Error(`kind must be a Kubernetes kind, got ${valueText(text)}; ${remedy}`);
}

function isOf({ key, version }: LocatedObject, wanted: KindParts): boolean {
  if (key.kind !== wanted.kind) return false;
  if (wanted.group !== undefined && wanted.group !== key.group) return false;
  return wanted.version === undefined || wanted.version === version;
}

/** A kind with its group; that of the core group with its version, which tells it from a kind without a group. */
function nameOf({ key, version }: LocatedObject): string {
  return `${key.group === '' ? version : key.group}/${key.kind}`;
}

/** `v1/Service`, `apps/v1/Deployment`. */
function fullNameOf({ key, version }: LocatedObject): string {
  return key.group === '' ? `${version}/${key.kind}` : `${key.group}/${version}/${key.kind}`;
}

/** Nearest is a kind with a name like it, then one with a group and a version like it. */
function nearestKinds(all: readonly LocatedObject[], text: string, { kind }: KindParts): string {
  if (all.length === 0) return '; there are no objects at all';
  const kinds = new Map(all.map((located) => [fullNameOf(located), located.key.kind]));
  const distances = [...kinds].map(
    ([full, here]) => [full, 1000 * distance(kind, here) + distance(text, full)] as const,
  );
  return nearestText('kind', new Map(distances));
}
