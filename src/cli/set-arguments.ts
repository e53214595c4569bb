import { posix } from 'node:path';
import { parseArgs } from 'node:util';
import { checkLabelName } from '../model/name';
import { problemText } from '../model/problem';
import { closest } from '../releases/closest';
import { UsageError } from './command';

/** What `cpd set` was asked to do. */
export interface SetArguments {
  readonly workspace: string;
  readonly app: string;
  /** The release file. */
  readonly file: string;
  /** Fields and what is written for them, in the order given. */
  readonly assignments: readonly { readonly field: string; readonly written: string }[];
}

const OPTIONS = { env: { type: 'string' }, dir: { type: 'string' } } as const;

const EXAMPLE = 'for example "cpd set shop/backend tag=6.9.5 --env dev"';

/** Reads the arguments of `cpd set`. */
export function setArguments(args: readonly string[]): SetArguments {
  const { env, dir, positionals } = parse(args);
  const [target, ...rest] = positionals;
  if (target === undefined)
    throw new UsageError(`the app must be given, got nothing; name it as workspace/app, ${EXAMPLE}`);
  const [workspace = '', app = '', ...more] = target.split('/');
  if (app === '' || more.length > 0) {
    throw new UsageError(`the app must be workspace/app, got ${JSON.stringify(target)}; ${EXAMPLE}`);
  }
  checkName('the workspace', workspace);
  checkName('the app', app);
  if (rest.length === 0) throw new UsageError(`a field must be given, got none; write field=value, ${EXAMPLE}`);
  if (env === undefined) throw new UsageError(`--env must be given, got nothing; name the environment, ${EXAMPLE}`);
  checkName('--env', env);
  return { workspace, app, file: posix.join(dir, `${env}.yaml`), assignments: rest.map(assignment) };
}

function parse(args: readonly string[]): { env: string | undefined; dir: string; positionals: string[] } {
  // Not strict: node's own messages differ between its versions and know no remedy.
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
  });
  for (const name of Object.keys(values)) if (!Object.hasOwn(OPTIONS, name)) throw new UsageError(unknownOption(name));
  return { env: text('env', values.env), dir: text('dir', values.dir) ?? 'releases', positionals };
}

function text(name: string, value: string | boolean | undefined): string | undefined {
  if (typeof value === 'boolean' || value === '')
    throw new UsageError(`--${name} must be followed by a name, got nothing; ${EXAMPLE}`);
  return value;
}

function unknownOption(name: string): string {
  const names = Object.keys(OPTIONS);
  const near = closest(name, names);
  const written = name.length === 1 ? `-${name}` : `--${name}`;
  const remedy = near === undefined ? 'see "cpd set --help"' : `did you mean --${near}?`;
  return `an option must be one of ${names.map((known) => `--${known}`).join(', ')}, got ${written}; ${remedy}`;
}

function checkName(prop: string, name: string): void {
  const [problem] = checkLabelName(prop, name);
  if (problem) throw new UsageError(problemText(problem));
}

function assignment(argument: string): { field: string; written: string } {
  const at = argument.indexOf('=');
  if (at < 1) {
    throw new UsageError(`a field must be given as field=value, got ${JSON.stringify(argument)}; ${EXAMPLE}`);
  }
  return { field: argument.slice(0, at), written: argument.slice(at + 1) };
}
