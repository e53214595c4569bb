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
  /** Whether Flux is to leave the tag alone from now on, or to follow the image policy again. @default - as it is */
  readonly held?: boolean;
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
  if (rest.length === 0 && !line.has('hold') && !line.has('follow')) {
    throw new UsageError(`a field must be given, got none; write field=value, ${EXAMPLE}`);
  }
  const env = line.value('env');
  if (env === undefined) throw new UsageError(`--env must be given, got nothing; name the environment, ${EXAMPLE}`);
  checkName('--env', env);
  const assignments = rest.map(assignment);
  const held = readHeld(line, assignments);
  return {
    workspace,
    app,
    file: posix.join(line.value('dir') ?? RELEASES, `${env}.yaml`),
    assignments,
    ...(held !== undefined && { held }),
  };
}

function readHeld(line: CommandLine, assignments: SetArguments['assignments']): boolean | undefined {
  const [first, second] = ['hold', 'follow'].filter((name) => line.has(name));
  if (first === undefined) return undefined;
  if (second !== undefined)
    throw new UsageError(`--hold must stand without --follow, got both; hold a tag, or let it follow its policy`);
  if (assignments.some(({ field, written }) => field === 'tag' && written === ''))
    throw new UsageError(
      `--${first} must be given for a tag, got one that is removed; for example "cpd set shop/backend tag=6.9.4 --${first} --env dev"`,
    );
  return first === 'hold';
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
