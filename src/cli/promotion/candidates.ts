import { problemText } from '../../model/problem';
import { closest } from '../../releases/closest';
import type { ReadRelease } from '../../releases/read-release';
import type { PromoteArguments } from '../promote-arguments';
import type { Source } from './source';
import { type Version, versionOf, versionText } from './version';

/** An app and its version in the environment that it comes from. */
export interface Candidate {
  readonly app: string;
  /** What messages call it: `shop.backend`. */
  readonly path: string;
  readonly version: Version;
}

/** The apps to promote; what is left out, a line each; and what was asked for and is not there. */
export interface Candidates {
  readonly apps: readonly Candidate[];
  readonly notes: readonly string[];
  readonly problems: readonly string[];
}

/** Finds the apps that were asked for, in the release data that their environment runs. */
export function candidates(asked: PromoteArguments, source: Source, target: ReadRelease): Candidates {
  const { workspace, app, fields, fromFile } = asked;
  const where = `${fromFile} on ${source.at}`;
  const there = source.release.workspaces.get(workspace)?.apps;
  if (there === undefined) return missing(workspace, `a workspace of ${where}`, source.release.workspaces.keys());
  if (app !== undefined && !there.has(app))
    return missing(`${workspace}.${app}`, `an app of ${where}`, there.keys(), app);
  const found = (app === undefined ? [...there.keys()] : [app]).map((name) => ({
    app: name,
    path: `${workspace}.${name}`,
    version: versionOf(source.release, workspace, name, fields),
  }));
  const apps = found.filter(({ version }) => !isEmpty(version));
  const empty = found
    .filter(({ version }) => isEmpty(version))
    .map(({ path, version }) => `${path} has ${versionText(version)} in ${where}: its version is in the code`);
  if (app !== undefined) return { apps, notes: [], problems: empty };
  const others = [...(target.workspaces.get(workspace)?.apps.keys() ?? [])].filter((name) => !there.has(name));
  const left = others.map((name) => `${workspace}.${name} is not in ${where}: it is left as it is`);
  return { apps, notes: [...empty, ...left], problems: [] };
}

function isEmpty(version: Version): boolean {
  return [...version.values()].every((value) => value === undefined);
}

function missing(prop: string, what: string, names: Iterable<string>, name = prop): Candidates {
  const near = closest(name, names);
  const remedy = near === undefined ? 'add and merge it there first' : `did you mean ${near}?`;
  return { apps: [], notes: [], problems: [problemText({ prop, must: `be ${what}`, got: undefined, remedy })] };
}
