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
    : folders.map((each) => ({ label: style.strong(plain(each.path)), below: appBranches(each, style) }));
  return drawBranch({ label: style.strong(plain(folder)), below });
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
  const width = longest(components.map(({ name }) => plain(name)));
  const below = components.map(({ name, versions }) => {
    const pins = versions.map((pin) => (pin.name === name ? pin.version : `${pin.name} ${pin.version}`));
    return { label: `${plain(name).padEnd(width)}  ${style.faint(plain(pins.join(', ')))}`.trimEnd() };
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
  return { label, below: [{ label: style.faint(plain(where.join(', '))) }] };
}

/** Apps and splits in columns: name, what runs, how a new version takes over. */
function appBranches({ apps, splits }: AppList, style: Style): Branch[] {
  const rows = [
    ...apps.map((app) => ({ ...app, what: whatText(app), how: howText(app) })),
    ...splits.map((split) => ({ ...split, what: splitText(split), how: '' })),
  ].sort(byName(({ name, namespace }) => `${name}\n${namespace ?? ''}`));
  if (rows.length === 0) return [{ label: style.faint('no apps') }];
  const several = new Set(rows.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) !== index));
  const cells = rows.map(({ name, namespace, what, how }) => ({
    name: plain(several.has(name) && namespace !== undefined ? `${name} (${namespace})` : name),
    what: plain(what),
    how: plain(how),
  }));
  const names = longest(cells.map(({ name }) => name));
  // A split is a sentence of its own, which no other row must make room for.
  const whats = longest(cells.filter(({ how }) => how !== '').map(({ what }) => what));
  return cells.map(({ name, what, how }) => ({
    label: `${name.padEnd(names)}  ${what.padEnd(whats)}  ${style.faint(how)}`.trimEnd(),
  }));
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
  return `${style.strong(plain(name))}  ${style.faint(plain(about.join(', ')))}`;
}

function branchText(branch: string | undefined): string[] {
  return branch === undefined ? [] : [`branch ${branch}`];
}

function namespacesText(namespaces: readonly string[]): string[] {
  if (namespaces.length === 0) return [];
  return [`${namespaces.length === 1 ? 'namespace' : 'namespaces'} ${namespaces.join(', ')}`];
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

/** Text from a file, fit for a terminal: what would move the cursor or hide text is shown as `?`. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
}
