// The tools that the toolkit is compared with. Each is optional: what is not installed is skipped.
import { accessSync, constants, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { cue } from './cue.mjs';
import { helm } from './helm.mjs';
import { jsonnet } from './jsonnet.mjs';
import { kustomize } from './kustomize.mjs';

/** By the name of the program: writes its input into a folder and returns the arguments that render it to stdout. */
export const peers = { helm, kustomize, jsonnet, cue };

/** Where each program is, and for each that is missing how to install it. */
export function findPeers(root) {
  const { benchPeers } = JSON.parse(readFileSync(join(root, 'src', 'versions.json'), 'utf8'));
  const found = {};
  const hints = [];
  for (const name of Object.keys(peers)) {
    const path = findProgram(name);
    if (path === undefined) hints.push(`${name} is not installed and is skipped: go install ${benchPeers[name]}`);
    else found[name] = path;
  }
  return { found, hints };
}

function findProgram(name) {
  const { PATH = '', GOBIN, GOPATH = join(homedir(), 'go') } = process.env;
  const goFolders = [GOBIN, ...GOPATH.split(delimiter).map((folder) => join(folder, 'bin'))];
  return [...PATH.split(delimiter), ...goFolders]
    .filter((folder) => folder !== undefined && folder !== '')
    .map((folder) => join(folder, process.platform === 'win32' ? `${name}.exe` : name))
    .find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
