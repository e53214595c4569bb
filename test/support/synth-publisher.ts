// Run as a process of its own: publishes versions of a tree in turn. Arguments: output folder, versions joined by
// commas, rounds. Starts when its standard input says so, and answers with a dot after each round.
import { fstatSync, readSync, writeSync } from 'node:fs';
import { OutputTree } from '../../src/synth/output-tree';
import { versionFiles } from './synth-versions';

const [outdir = '', versions = '', rounds = ''] = process.argv.slice(2);

if (fstatSync(0).isFIFO() || fstatSync(0).isSocket()) readSync(0, Buffer.alloc(1));
const names = versions.split(',');
for (let round = 0; round < Number(rounds); round += 1) {
  const tree = new OutputTree(outdir, () => false);
  try {
    for (const [path, text] of Object.entries(versionFiles(names[round % names.length] ?? ''))) tree.write(path, text);
    tree.publish();
  } finally {
    tree.close();
  }
  writeSync(1, '.');
}
