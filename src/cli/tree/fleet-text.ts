import { plainText } from '../plain-text';
import type { Style } from '../style';
import { type Branch, drawBranch } from './branches';
import { byName } from './fields';
import type { App, AppList, Cluster, Component, Environment, Fleet, Team } from './fleet';
import { imageText } from './image';
import { rolloutText } from './rollout-text';
import { splitText } from './splits';

/** A fleet as lines of text. */
export function fleetText({ folder, clusters, folders }: Fleet, style: Style): string[] {
  if (folders === undefined) return clusters.flatMap((cluster) => drawBranch(clusterBranch(cluster, style)));
  const [only] = folders;
  const flat = folders.length === 1 && only?.path === '.';
  const below = flat
    ? appBranches(only, style)
    : folders.map((each) => ({ label: style.strong(plainText(each.path)), below: appBranches(each, style) }));
  return drawBranch({ label: style.strong(plainText(folder)), below });
}

function clusterBranch({ name, branch, infrastructure, environments }: Cluster, style: Style): Branch {
  const parts = infrastructure === undefined ? [] : [infrastructureBranch(infrastructure, style)];
  const stages = environments.map((environment) => environmentBranch(environment, style));
  const below = [...parts, ...stages];
  return {
    label: titled(name, ['cluster', ...branchText(branch)], style),
    below: below.length > 0 ? below : [{ label: style.faint('no teams') }],
  };
}

function infrastructureBranch(components: readonly Component[], style: Style): Branch {
  const width = longest(components.map(({ name }) => plainText(name)));
  const below = components.map(({ name, versions }) => {
    const pins = versions.map((pin) => (pin.name === name ? pin.version : `${pin.name} ${pin.version}`));
    return { label: `${plainText(name).padEnd(width)}  ${style.faint(plainText(pins.join(', ')))}`.trimEnd() };
  });
  return { label: style.strong('infrastructure'), below };
}

function environmentBranch({ name, branch, teams }: Environment, style: Style): Branch {
  const label = titled(name, ['environment', ...branchText(branch)], style);
  return { label, below: teams.map((team) => teamBranch(team, style)) };
}

function teamBranch(team: Team, style: Style): Branch {
  const { name, namespaces, source } = team;
  const label = titled(name, ['team', ...namespacesText(namespaces)], style);
  if (source === undefined) return { label, below: appBranches(team, style) };
  const { url, branch, path } = source;
  const where = [`apps in ${url}`, ...branchText(branch), `folder ${path}`];
  return { label, below: [{ label: style.faint(plainText(where.join(', '))) }] };
}

/** Apps and splits in columns: name, what runs, how a new version takes over. */
function appBranches({ apps, splits }: AppList, style: Style): Branch[] {
  const rows = [
    ...apps.map((app) => ({ ...app, what: whatText(app), how: howText(app) })),
    ...splits.map((split) => ({ ...split, what: splitText(split), how: '' })),
  ].sort(byName(({ name, namespace }) => `${name}\n${namespace ?? ''}`));
  if (rows.length === 0) return [{ label: style.faint('no apps') }];
  const cells = rows.map(({ name, namespace, what, how }, index) => ({
    name: plainText(isTwice(rows, index) && namespace !== undefined ? `${name} (${namespace})` : name),
    what: plainText(what),
    how: plainText(how),
  }));
  const names = longest(cells.map(({ name }) => name));
  // A split is a sentence of its own, which no other row must make room for.
  const whats = longest(cells.filter(({ how }) => how !== '').map(({ what }) => what));
  return cells.map(({ name, what, how }) => ({
    label: `${name.padEnd(names)}  ${what.padEnd(whats)}  ${style.faint(how)}`.trimEnd(),
  }));
}

/** Whether a row's neighbours, which are in order, have its name. */
function isTwice(rows: readonly { readonly name: string }[], index: number): boolean {
  const name = rows[index]?.name;
  return rows[index - 1]?.name === name || rows[index + 1]?.name === name;
}

function whatText({ kind, images, chart, color }: App): string {
  if (chart !== undefined) return `chart ${chart.name} ${chart.version ?? ''}`.trimEnd();
  if (images.length === 0) return `(${kind})`;
  const running = images.map(imageText).join(', ');
  return color === undefined ? running : `${running} ${color}`;
}

function howText({ chart, rollout }: App): string {
  return rollout === undefined && chart !== undefined ? '' : rolloutText(rollout);
}

function titled(name: string, about: readonly string[], style: Style): string {
  return `${style.strong(plainText(name))}  ${style.faint(plainText(about.join(', ')))}`;
}

function branchText(branch: string | undefined): string[] {
  return branch === undefined ? [] : [`branch ${branch}`];
}

function namespacesText(namespaces: readonly string[]): string[] {
  if (namespaces.length === 0) return [];
  return [`${namespaces.length === 1 ? 'namespace' : 'namespaces'} ${namespaces.join(', ')}`];
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}
