// `node e2e/build/pin.mjs [NAME…]`: writes modules/*/go.mod and go.sum anew from the versions in src/versions.json.
//
// Each module starts from the go.sum of the module it builds, so that it gets exactly the dependencies that its authors
// released it with, and from its `replace` lines, which Go ignores in a dependency.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleFolder, packageOf, pinnedModule, pinOf, programSets } from './programs.mjs';

const wanted = process.argv.slice(2);
for (const set of programSets)
  if (pinnedModule(set) !== undefined && (wanted.length === 0 || wanted.includes(set.name))) pin(set);

function pin(set) {
  const { version } = pinOf(set);
  const module = pinnedModule(set);
  const folder = moduleFolder(set);
  console.log(`${module} ${version}`);
  mkdirSync(folder, { recursive: true });
  const { Dir } = JSON.parse(go(['mod', 'download', '-json', `${module}@${version}`], folder));
  const upstream = JSON.parse(go(['mod', 'edit', '-json', join(Dir, 'go.mod')], folder));
  const replaced = replacements(upstream, version).map((line) => `replace ${line}\n`);
  rmSync(join(folder, 'go.mod'), { force: true });
  rmSync(join(folder, 'go.sum'), { force: true });
  writeFileSync(
    join(folder, 'go.mod'),
    `module ${set.own ? set.module : 'e2e'}\n\ngo ${upstream.Go}\n\n${replaced.join('')}`,
  );
  if (existsSync(join(Dir, 'go.sum'))) copyFileSync(join(Dir, 'go.sum'), join(folder, 'go.sum'));
  const packages = Object.keys(set.commands).map((command) => packageOf(set, command));
  if (set.own) go(['get', `${module}@${version}`], folder);
  else go(['get', '-tool', ...packages.map((path) => `${path}@${version}`)], folder);
  go(['mod', 'tidy'], folder);
  const selected = JSON.parse(go(['list', '-m', '-json', module], folder)).Version;
  if (selected !== version) throw new Error(`${module}: Go must select ${version}, got ${selected}`);
}

/**
 * A replacement by a folder means the module in that folder, as it was released together with this one. Mostly its
 * version is required too; Kubernetes requires v0.0.0 and publishes its staging folders of 1.x.y as modules 0.x.y.
 */
function replacements(upstream, version) {
  const required = new Map(upstream.Require.map(({ Path, Version }) => [Path, Version]));
  return (upstream.Replace ?? []).flatMap(({ Old, New }) => {
    if (New.Version) return `${Old.Path} => ${New.Path} ${New.Version}`;
    if (required.has(Old.Path) && required.get(Old.Path) !== 'v0.0.0') return [];
    return Old.Path.startsWith('k8s.io/') ? `${Old.Path} => ${Old.Path} ${version.replace(/^v1\./, 'v0.')}` : [];
  });
}

function go(args, cwd) {
  const env = { ...process.env, GOWORK: 'off', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' };
  return execFileSync('go', args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
  });
}
