import { posix } from 'node:path';
import { checkLabelName } from '../model/name';
import { problemText, valueText } from '../model/problem';
import { closest } from '../releases/closest';
import type { CommandLine } from './command-line';
import { RELEASES } from './set-arguments';
import { promotableFields, VERSION_FIELDS } from './promotion/version';
import { UsageError } from './usage-error';

/** An environment that has run something, and one that is to. */
export interface EnvironmentPair {
  readonly from: string;
  /** Release file of the environment that has run the version. */
  readonly fromFile: string;
  readonly to: string;
  /** Release file of the other one. */
  readonly toFile: string;
}

/** What `cpd promote` was asked to do. */
export interface PromoteArguments extends EnvironmentPair {
  readonly workspace: string;
  /** One app of it. @default - all */
  readonly app?: string;
  /** The fields to carry over, by their paths within the app. */
  readonly fields: readonly string[];
  /** Name of the commit that `from` runs. @default - the branch that dist/ names for it */
  readonly at?: string;
  /** File of Flagger's status. @default - Git alone is asked */
  readonly status?: string;
  readonly dryRun: boolean;
}

const EXAMPLE = 'for example "cpd promote shop/backend --from dev --to prod"';

/** Reads the arguments of `cpd promote`. */
export function promoteArguments(line: CommandLine): PromoteArguments {
  const [target, ...fields] = line.operands;
  if (target === undefined)
    throw new UsageError(`what to promote must be given, got nothing; name a workspace or workspace/app, ${EXAMPLE}`);
  const [workspace = '', app, ...more] = target.split('/');
  if (more.length > 0)
    throw new UsageError(`what to promote must be a workspace or workspace/app, got ${valueText(target)}; ${EXAMPLE}`);
  checkName('the workspace', workspace);
  if (app !== undefined) checkName('the app', app);
  for (const field of fields) checkField(field);
  const [at, status] = [line.value('at'), line.value('status')];
  return {
    workspace,
    ...(app !== undefined && { app }),
    fields: fields.length > 0 ? fields : VERSION_FIELDS,
    ...environmentPair(line, EXAMPLE),
    ...(at !== undefined && { at }),
    ...(status !== undefined && { status }),
    dryRun: line.has('dry-run'),
  };
}

/** Reads `--from`, `--to` and `--dir`. */
export function environmentPair(line: CommandLine, example: string): EnvironmentPair {
  const [from, to] = (['from', 'to'] as const).map((name) => environment(line, name, example)) as [string, string];
  if (from === to)
    throw new UsageError(`--to must be another environment than --from, got ${valueText(to)}; ${example}`);
  const folder = line.value('dir') ?? RELEASES;
  if (posix.isAbsolute(folder))
    throw new UsageError(`--dir must be a folder of this repository, got ${valueText(folder)}; write it from here`);
  return { from, fromFile: posix.join(folder, `${from}.yaml`), to, toFile: posix.join(folder, `${to}.yaml`) };
}

function environment(line: CommandLine, name: 'from' | 'to', example: string): string {
  const given = line.value(name);
  if (given === undefined)
    throw new UsageError(`--${name} must be given, got nothing; name the environment, ${example}`);
  checkName(`--${name}`, given);
  return given;
}

function checkField(field: string): void {
  const names = promotableFields().map((one) => one.field);
  if (names.includes(field)) return;
  const near = closest(field, names);
  const remedy = near === undefined ? EXAMPLE : `did you mean ${near}?`;
  throw new UsageError(`a field to promote must be one of ${names.join(', ')}, got ${valueText(field)}; ${remedy}`);
}

function checkName(prop: string, name: string): void {
  const [problem] = checkLabelName(prop, name);
  if (problem) throw new UsageError(problemText(problem));
}
