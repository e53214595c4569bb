import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Setter, testImageUpdates } from '../support/image-updates';
import { newFolder, note, program } from '../control-plane/run';

/** Flux's own: what image-automation-controller does between its checkout and its commit. */
const setter: Setter = (folder, run) => {
  const file = join(newFolder('image-update'), 'run.json');
  writeFileSync(file, JSON.stringify(run));
  return JSON.parse(execFileSync(program('image-setter'), [file, folder], { encoding: 'utf8' })) as string[];
};

describe('image updates, by the code of image-automation-controller', () => {
  testImageUpdates(setter);

  afterAll(() => {
    note('image updates: how tags are found in a registry, and how the commit is made and pushed', 'not judged');
  });
});
