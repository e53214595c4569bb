import type { Layout, OutputFile, OutputFolder } from './layout';
import type { Findings } from './synth-error';

const SAFE_NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;
/** What Windows takes for a device, with any ending. */
const DEVICE = /^(aux|con|nul|prn|com[0-9]|lpt[0-9])(\.|$)/i;
/** The most that common file systems allow, in characters that are one byte each. */
const LONGEST_NAME = 255;
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
  const part = path.split('/').find((name) => isUnusable(name));
  if (part !== undefined) {
    findings.add(
      construct,
      `output directory must have parts that every file system can hold, got ${JSON.stringify(part)}; ${RENAME}`,
    );
  }
  const twin = known.get(path.toLowerCase());
  if (twin === undefined) known.set(path.toLowerCase(), folder);
  else {
    const got = `${JSON.stringify(path)}, which ${twin.construct.node.path} has, too`;
    findings.add(construct, `output directory must be its own, got ${got}; give each chart its own directory`);
  }
}

const RENAME = `rename it: at most ${LONGEST_NAME} characters, and no device of Windows such as "con"`;

/** Whether some system could not check the file out of Git, though it is spelled well. */
function isUnusable(name: string): boolean {
  return name.length > LONGEST_NAME || DEVICE.test(name);
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
  if (isUnusable(file.name)) {
    return `id must give a file name that every file system can hold, got ${JSON.stringify(file.name)}; ${RENAME}`;
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
