import { isDeepStrictEqual } from 'node:util';
import type { CheckedMap, CheckedValue } from '../../releases/checked-value';
import { type SettableField, settableFields } from '../../releases/field-value';
import type { ReadRelease } from '../../releases/read-release';
import { renderValue } from '../../releases/render-value';

/** What tells one version of an app from another. All else is the environment's own. */
export const VERSION_FIELDS: readonly string[] = ['tag', 'color'];

/** The field that lets a version by without analysis. */
export const SKIP_ANALYSIS = 'canary.skipAnalysis';

/** The fields that may go from one environment to another: a tag that skips its analysis is one environment's way back. */
export function promotableFields(): SettableField[] {
  return settableFields().filter(({ field }) => field !== SKIP_ANALYSIS);
}

/** What release data says of some fields of an app, by the field's path; nothing where it leaves a field out. */
export type Version = ReadonlyMap<string, CheckedValue | undefined>;

/** What release data says of some fields of an app. */
export function versionOf(release: ReadRelease, workspace: string, app: string, fields: readonly string[]): Version {
  const values = release.workspaces.get(workspace)?.apps.get(app)?.values ?? {};
  return new Map(fields.map((field) => [field, valueAt(values, field.split('.'))]));
}

/** Whether two versions say the same. */
export function isSame(one: Version, other: Version): boolean {
  return isDeepStrictEqual(one, other);
}

/** A version as messages show it: `tag 6.9.5, color teal`. */
export function versionText(version: Version): string {
  const given = [...version].flatMap(([field, value]) =>
    value === undefined ? [] : [`${field} ${renderValue(value)}`],
  );
  return given.length === 0 ? `neither ${[...version.keys()].join(' nor ')}` : given.join(', ');
}

function valueAt(values: CheckedMap, path: readonly string[]): CheckedValue | undefined {
  return path.reduce<CheckedValue | undefined>((value, key) => (isMap(value) ? value[key] : undefined), values);
}

function isMap(value: CheckedValue | undefined): value is CheckedMap {
  return typeof value === 'object' && !Array.isArray(value);
}
