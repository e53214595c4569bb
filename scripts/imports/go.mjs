// Pinned Go modules, through Go's own client: it checks what it downloads against the public checksum database, and this
// checks it against the sum in src/versions.json.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {{ workDirectory: string, versions: { modules: Record<string, { version: string, sum: string }> } }} options */
export function goModules({ workDirectory, versions }) {
  const pinOf = (module) => {
    const pin = versions.modules[module];
    if (pin === undefined) throw new Error(`src/versions.json: modules must list ${module}, got nothing; pin it there`);
    return pin;
  };

  /** Folder of an unpacked module. */
  const download = (module) => {
    const { version, sum } = pinOf(module);
    const answer = JSON.parse(go(['mod', 'download', '-json', `${module}@${version}`], workDirectory));
    if (answer.Sum !== sum) {
      throw new Error(`src/versions.json: sum of ${module}@${version} must be ${sum}, got ${answer.Sum}; check the module`);
    }
    return answer.Dir;
  };

  /**
   * Makes CRDs from Go types. The module graph is that of the API module alone with controller-gen, so that no other import
   * can change what comes out.
   */
  const generateCrds = ({ module, packages }, tool) => {
    download(module);
    download(tool.module);
    const folder = join(workDirectory, module.replaceAll('/', '_'));
    const output = join(folder, 'crds');
    mkdirSync(output, { recursive: true });
    const required = [module, tool.module].map((name) => `\t${name} ${pinOf(name).version}\n`).join('');
    writeFileSync(join(folder, 'go.mod'), `module imports\n\ngo 1.25.0\n\nrequire (\n${required})\n`);
    const paths = packages.map((name) => `${module}/${name}`);
    const blanks = paths.map((path) => `\t_ "${path}"\n`).join('');
    writeFileSync(join(folder, 'imports.go'), `package imports\n\nimport (\n${blanks})\n`);
    go(['get', '.', `${tool.module}/${tool.command}`], folder);
    go(['run', `${tool.module}/${tool.command}`, 'crd', `paths={${paths.join(',')}}`, `output:crd:dir=${output}`], folder);
    return output;
  };

  return { download, generateCrds };
}

function go(args, cwd) {
  // GOWORK off and the local toolchain: nothing around this checkout may change what is fetched.
  const env = { ...process.env, GOWORK: 'off', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' };
  try {
    return execFileSync('go', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
  } catch (error) {
    const reason = error.code === 'ENOENT' ? 'Go is not installed' : `${error.stderr}${error.stdout}`.trim();
    throw new Error(`go ${args.join(' ')} failed: ${reason}`, { cause: error });
  }
}
