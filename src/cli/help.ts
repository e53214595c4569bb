import { type Command, COMMON_OPTIONS, type HelpRows, type Options } from './command';

/** What exit code 2 means for every command. */
const COULD_NOT_RUN = 'could not run: the command line makes no sense, or something it needs is not there';

/** What `cpd COMMAND --help` prints. */
export function commandHelp(command: Command): string {
  const { operands = [], more, exits } = command;
  return [
    `Usage: cpd ${command.name} ${command.usage} [--json]`,
    command.about,
    ...(operands.length > 0 ? [columns(operands)] : []),
    section('Options', optionRows({ ...command.options, ...COMMON_OPTIONS })),
    ...(more ? [section(more.title, more.rows)] : []),
    `Examples:\n${command.examples.map((example) => `  ${example}`).join('\n')}`,
    section('Exit codes', [
      ['0', exits.ok],
      ...(exits.findings === undefined ? [] : [['1', exits.findings] as const]),
      ['2', COULD_NOT_RUN],
    ]),
  ].join('\n\n');
}

/** What `cpd --help` prints. */
export function overview(commands: readonly Command[]): string {
  const list = commands.map(({ name, summary }) => [name, summary] as const);
  return [
    'Usage: cpd COMMAND [ARGUMENT...]',
    'Looks at a fleet that cdk8s synth has written, and changes what its environments run.',
    section('Commands', [...list, ['help COMMAND', 'explain a command, as COMMAND --help does']]),
    section('Options of every command', optionRows(COMMON_OPTIONS)),
    section('Exit codes', [
      ['0', 'fine'],
      ['1', 'findings: something is wrong with what the command was to read, change or write'],
      ['2', COULD_NOT_RUN],
    ]),
    section('Environment variables', [
      ['NO_COLOR=1', 'no colours, not even on a terminal'],
      ['FORCE_COLOR=1', 'colours, even in a pipe'],
    ]),
    'cpd --version prints the version.',
  ].join('\n\n');
}

function optionRows(options: Options): HelpRows {
  return Object.entries(options).map(([name, { value, short, about }]) => {
    const written = value === undefined ? `--${name}` : `--${name} ${value}`;
    return [short === undefined ? written : `-${short}, ${written}`, about];
  });
}

function section(title: string, rows: HelpRows): string {
  return `${title}:\n${columns(rows)}`;
}

function columns(rows: HelpRows): string {
  const width = Math.max(...rows.map(([term]) => term.length));
  return rows.map(([term, about]) => `  ${term.padEnd(width)}  ${about}`).join('\n');
}
