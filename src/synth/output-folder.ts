import { lstatSync, readdirSync, readlinkSync, rmdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { dirname, normalize, relative, resolve } from 'node:path';
import { explainFileError, outputError } from './output-target';

/** Where manifests go unless the app or the command line says otherwise. */
export const DEFAULT_FOLDER = 'dist';
/** The `output` of `cdk8s.yaml`: `cdk8s synth` deletes that folder before it runs the app, so it is never the real one. */
const STAND_IN = '.out';

/** The folder to publish to, and the link that the command line expects in its place. */
export interface OutputFolder {
  readonly path: string;
  /** @default - the command line knows the folder itself, or there is no command line */
  readonly standIn?: string;
}

/**
 * Decides where manifests go.
 *
 * @param outdir of the app's props, if any.
 */
export function chooseOutputFolder(outdir: string | undefined): OutputFolder {
  const asked = process.env.CDK8S_OUTDIR;
  if (asked === undefined || asked === '') return { path: outdir ?? DEFAULT_FOLDER };
  if (normalize(asked) === STAND_IN) return { path: outdir ?? DEFAULT_FOLDER, standIn: STAND_IN };
  return { path: outdir ?? asked };
}

function readLink(path: string): string | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true ? readlinkSync(path) : undefined;
}

/**
 * Checks, before anything is written, that the stand-in can become a link.
 *
 * @throws {SynthError} if it holds something, which only the command line may delete.
 */
export function checkStandIn({ standIn }: OutputFolder): void {
  const stats = standIn === undefined ? undefined : lstatSync(standIn, { throwIfNoEntry: false });
  if (standIn === undefined || stats === undefined || stats.isSymbolicLink()) return;
  const empty = stats.isDirectory() && readdirSync(standIn).length === 0;
  if (!empty) throw outputError(standIn, 'be a link or absent', 'something else', 'it is a stand-in: remove it');
}

/** Lets the stand-in show what was published, for `cdk8s synth` lists the manifests it finds there. */
export function linkStandIn({ path, standIn }: OutputFolder): void {
  if (standIn === undefined || resolve(standIn) === resolve(path)) return;
  const goal = relative(dirname(resolve(standIn)), resolve(path));
  try {
    if (readLink(standIn) === goal) return;
    clear(standIn);
    symlinkSync(goal, standIn, 'dir');
  } catch (error) {
    // Another synth may have made the same link meanwhile.
    if (readLink(standIn) === goal) return;
    throw explainFileError(standIn, error);
  }
}

function clear(standIn: string): void {
  const stats = lstatSync(standIn, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink() === true) unlinkSync(standIn);
  else if (stats !== undefined) rmdirSync(standIn);
}
