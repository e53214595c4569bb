import type { Layout, OutputFile, OutputFolder } from './layout';
import type { Findings } from './synth-error';

const SAFE_NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;
const RESERVED = 'kustomization.yaml';

/** Finds names that a file system would confuse, or that would lead out of the output. */
export function checkLayout(layout: Layout, findings: Findings): void {
  const folders = new Map<string, OutputFolder>();
  const above = new Map<string, OutputFolder>();
  for (const folder of layout.folders) {
    checkFolder(folder, folders, findings);
    const parts = folder.path.toLowerCase().split('/');
    for (let length = parts.length; length > 0; length -= 1) above.set(parts.slice(0, length).join('/'), folder);
  }
  for (const folder of layout.folders) checkFiles(folder, above, findings);
}

function checkFolder(folder: OutputFolder, known: Map<string, OutputFolder>, findings: Findings): void {
  const { construct, path } = folder;
  const safe = path === '' ? construct.node.scope === undefined : path.split('/').every((part) => SAFE_NAME.test(part));
  if (!safe) {
    const got = JSON.stringify(path);
    findings.add(
      construct,
      `output directory must be a relative path of letters, digits, ".", "_" and "-", got ${got}; rename its parts`,
    );
  }
  const twin = known.get(path.toLowerCase());
  if (twin === undefined) known.set(path.toLowerCase(), folder);
  else {
    const got = `${JSON.stringify(path)}, which ${twin.construct.node.path} has, too`;
    findings.add(construct, `output directory must be its own, got ${got}; give each chart its own directory`);
  }
}

function checkFiles(folder: OutputFolder, folders: ReadonlyMap<string, OutputFolder>, findings: Findings): void {
  const known = new Map<string, OutputFile>();
  for (const file of folder.files) {
    const message = nameProblem(file, known.get(file.name.toLowerCase()), folders);
    if (message !== undefined) findings.add(file.construct, message);
    known.set(file.name.toLowerCase(), file);
  }
}

function nameProblem(
  file: OutputFile,
  twin: OutputFile | undefined,
  folders: ReadonlyMap<string, OutputFolder>,
): string | undefined {
  const { id } = file.construct.node;
  const path = pathOf(file);
  if (!SAFE_NAME.test(file.name)) {
    return `id must hold only letters, digits, ".", "_" and "-" to be a file name, got ${JSON.stringify(id)}; rename it`;
  }
  if (file.name.toLowerCase() === RESERVED && file.folder.path !== '') {
    return `id must not be "kustomization", got ${JSON.stringify(id)}, the file that lists the others; rename it`;
  }
  if (twin !== undefined) {
    const other = twin.construct.node.path;
    return `id must give a file of its own, got ${path}, which ${other} writes, too; choose ids that differ in more than case`;
  }
  const folder = folders.get(path.toLowerCase());
  if (folder === undefined) return undefined;
  return `id must give a file of its own, got ${path}, the folder of ${folder.construct.node.path}; rename one of them`;
}

/** A file's path below the output. */
export function pathOf(file: OutputFile): string {
  return file.folder.path === '' ? file.name : `${file.folder.path}/${file.name}`;
}
