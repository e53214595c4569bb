import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { stringify } from 'yaml';

const PACKAGE = join(__dirname, '../..');
const TEMPLATE = join(PACKAGE, 'templates/team');

/** The template is a project of its own, whose team has this name. */
const TEAM = 'my-team';
const TEAM_AS_KEY = /^my-team(?=:$)/gm;

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/**
 * The files of a team's own repository, by path.
 *
 * @param team the team's name.
 * @param toolkit where npm gets this toolkit from; this very version unless it is given.
 */
export function teamFiles(team: string, toolkit?: string): Map<string, string> {
  const paths = readdirSync(TEMPLATE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(TEMPLATE, join(entry.parentPath, entry.name)));
  const files = paths.map((path): [string, string] => {
    const template = readFileSync(join(TEMPLATE, path), 'utf8');
    // YAML reads some names as something else, such as 123 and true.
    const text = template.replaceAll(TEAM_AS_KEY, stringify(team).trimEnd()).replaceAll(TEAM, team);
    return [targetOf(path), path === 'package.json' ? withVersions(text, toolkit) : text];
  });
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** npm leaves names with a dot out of a package, or changes them; the template has `_gitignore` for `.gitignore`. */
function targetOf(path: string): string {
  return path
    .split(sep)
    .map((name) => name.replace(/^_/, '.'))
    .join('/');
}

/** Every package in the version that this toolkit is tested with. */
function withVersions(text: string, toolkit: string | undefined): string {
  const own = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as PackageJson;
  const project = JSON.parse(text) as PackageJson;
  const tested: Readonly<Record<string, string>> = { ...own.devDependencies, [own.name]: toolkit ?? own.version };
  const pinned = (names: PackageJson['dependencies']): object =>
    Object.fromEntries(Object.keys(names).map((name) => [name, tested[name] ?? unknown(name)]));
  const { dependencies, devDependencies } = project;
  const result = { ...project, dependencies: pinned(dependencies), devDependencies: pinned(devDependencies) };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function unknown(name: string): never {
  throw new Error(`templates/team/package.json must name packages that this toolkit is tested with, got ${name}`);
}
