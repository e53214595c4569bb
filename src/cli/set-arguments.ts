import { posix } from 'node:path';
import { checkLabelName } from '../model/name';
import { problemText, valueText } from '../model/problem';
import type { CommandLine } from './command-line';
import { UsageError } from './usage-error';

/** What `cpd set` was asked to do. */
export interface SetArguments {
  readonly workspace: string;
  readonly app: string;
  /** The release file. */
  readonly file: string;
  /** Fields and what is written for them, in the order given. */
  readonly assignments: readonly { readonly field: string; readonly written: string }[];
}

/** Where release files are, unless `--dir` says otherwise. */
export const RELEASES = 'releases';

const EXAMPLE = 'for example "cpd set shop/backend tag=6.9.5 --env dev"';

/** Reads the arguments of `cpd set`. */
export function setArguments(line: CommandLine): SetArguments {
  const [target, ...rest] = line.operands;
  if (target === undefined)
    throw new UsageError(`the app must be given, got nothing; name it as workspace/app, ${EXAMPLE}`);
  const [workspace = '', app = '', ...more] = target.split('/');
  if (app === '' || more.length > 0) {
    throw new UsageError(`the app must be workspace/app, got ${valueText(target)}; ${EXAMPLE}`);
  }
  checkName('the workspace', workspace);
  checkName('the app', app);
  if (rest.length === 0) throw new UsageError(`a field must be given, got none; write field=value, ${EXAMPLE}`);
  const env = line.value('env');
  if (env === undefined) throw new UsageError(`--env must be given, got nothing; name the environment, ${EXAMPLE}`);
  checkName('--env', env);
  return {
    workspace,
    app,
    file: posix.join(line.value('dir') ?? RELEASES, `${env}.yaml`),
    assignments: rest.map(assignment),
  };
}

function checkName(prop: string, name: string): void {
  const [problem] = checkLabelName(prop, name);
  if (problem) throw new UsageError(problemText(problem));
}

function assignment(argument: string): { field: string; written: string } {
  const at = argument.indexOf('=');
  if (at < 1) {
    throw new UsageError(`a field must be given as field=value, got ${valueText(argument)}; ${EXAMPLE}`);
  }
  return { field: argument.slice(0, at), written: argument.slice(at + 1) };
}
