import { posix } from 'node:path';
import { checkLabelName } from '../model/name';
import { problemText, valueText } from '../model/problem';
import { closest } from '../releases/closest';
import { settableFields } from '../releases/field-value';
import type { CommandLine } from './command-line';
import { RELEASES } from './set-arguments';
import { UsageError } from './usage-error';

/** What `cpd promote` was asked to do. */
export interface PromoteArguments {
  readonly workspace: string;
  /** One app of it. @default - all */
  readonly app?: string;
  /** The fields to carry over, by their paths within the app. */
  readonly fields: readonly string[];
  readonly from: string;
  /** Release file of the environment that has run the version. */
  readonly fromFile: string;
  readonly to: string;
  /** Release file to change. */
  readonly toFile: string;
  /** Name of the commit that `from` runs. @default - the branch that dist/ names for it */
  readonly at?: string;
  /** File of Flagger's status. @default - Git alone is asked */
  readonly status?: string;
  readonly dryRun: boolean;
}

/** What tells one version of an app from another. All else is the environment's own. */
const VERSION_FIELDS: readonly string[] = ['tag', 'color'];

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
  const [from, to] = (['from', 'to'] as const).map((name) => environment(line, name)) as [string, string];
  if (from === to)
    throw new UsageError(`--to must be another environment than --from, got ${valueText(to)}; ${EXAMPLE}`);
  const folder = line.value('dir') ?? RELEASES;
  if (posix.isAbsolute(folder))
    throw new UsageError(`--dir must be a folder of this repository, got ${valueText(folder)}; write it from here`);
  const [at, status] = [line.value('at'), line.value('status')];
  return {
    workspace,
    ...(app !== undefined && { app }),
    fields: fields.length > 0 ? fields : VERSION_FIELDS,
    from,
    fromFile: posix.join(folder, `${from}.yaml`),
    to,
    toFile: posix.join(folder, `${to}.yaml`),
    ...(at !== undefined && { at }),
    ...(status !== undefined && { status }),
    dryRun: line.has('dry-run'),
  };
}

function environment(line: CommandLine, name: 'from' | 'to'): string {
  const given = line.value(name);
  if (given === undefined)
    throw new UsageError(`--${name} must be given, got nothing; name the environment, ${EXAMPLE}`);
  checkName(`--${name}`, given);
  return given;
}

function checkField(field: string): void {
  const names = settableFields()
    .map((one) => one.field)
    .filter((name) => name !== 'canary.skipAnalysis');
  if (names.includes(field)) return;
  const near = closest(field, names);
  const remedy = near === undefined ? EXAMPLE : `did you mean ${near}?`;
  throw new UsageError(`a field to promote must be one of ${names.join(', ')}, got ${valueText(field)}; ${remedy}`);
}

function checkName(prop: string, name: string): void {
  const [problem] = checkLabelName(prop, name);
  if (problem) throw new UsageError(problemText(problem));
}
