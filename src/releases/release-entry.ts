import type { AppRelease, AppReleaseEntry } from './app-release';
import { nearestPlace } from './located';
import type { ReadApp } from './read-release';

/** One app's entry, which remembers what was taken from it. */
export class ReleaseEntry implements AppReleaseEntry {
  /** The fields that were asked for. */
  readonly taken = new Set<string>();

  constructor(
    private readonly file: string,
    private readonly path: string,
    private readonly found: ReadApp | undefined,
  ) {}

  take<Field extends keyof AppRelease>(field: Field): AppRelease[Field] | undefined {
    this.taken.add(field);
    // The table that the values were checked against has the fields and types of AppRelease.
    const values: AppRelease | undefined = this.found?.values;
    return values?.[field];
  }

  has(field: keyof AppRelease): boolean {
    return this.found?.node.kind === 'map' && this.found.node.entries.has(field);
  }

  where(field: string): string {
    const name = `${this.path}.${field}`;
    if (this.file === '') return name;
    // What the file leaves out is shown at what is around it: that is where it can be added.
    const at = this.found && nearestPlace(this.found.node, field.split('.'), this.found.at);
    return at ? `${this.file}:${at.line}:${at.column}: ${name}` : `${this.file}: ${name}`;
  }
}
