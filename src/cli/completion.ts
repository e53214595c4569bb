import { valueText } from '../model/problem';
import { closest } from '../releases/closest';
import type { Command } from './command';
import type { CommandLine } from './command-line';
import { COMPLETION_SCRIPTS, type Shell, SHELLS } from './completion-scripts';
import type { Outcome } from './outcome';
import { EXIT } from './terminal';
import { UsageError } from './usage-error';
import { words } from './word';

/** `cpd completion`: prints what a shell needs to complete `cpd`. */
export const completion: Command = {
  name: 'completion',
  summary: 'print a script that lets your shell complete commands, options and names',
  usage: SHELLS.join('|'),
  about: `Prints a script for your shell. It asks cpd itself what fits: commands, options, fields, folders,
the environments and apps of the release files. Let the shell read it whenever it starts:

  bash  in ~/.bashrc: eval "$(cpd completion bash)"
  zsh   in ~/.zshrc, after compinit: eval "$(cpd completion zsh)"
  fish  in ~/.config/fish/config.fish: cpd completion fish | source`,
  options: {},
  examples: ['cpd completion bash', 'cpd completion zsh', 'cpd completion fish'],
  exits: { ok: 'printed' },
  words: (line) => (line.operands.length === 0 ? words(SHELLS) : []),
  run: (line) => {
    const shell = shellOf(line);
    const script = COMPLETION_SCRIPTS[shell];
    return { exitCode: EXIT.ok, text: [script], data: { shell, script } } satisfies Outcome;
  },
};

function shellOf({ operands }: CommandLine): Shell {
  const [word, extra] = operands;
  const shell = SHELLS.find((name) => name === word);
  const near = closest(word ?? '', SHELLS);
  const remedy = near === undefined ? 'name yours: cpd completion bash' : `did you mean "${near}"?`;
  if (shell === undefined)
    throw new UsageError(`the shell must be one of ${SHELLS.join(', ')}, got ${valueText(word)}; ${remedy}`);
  if (extra !== undefined)
    throw new UsageError(`the shell must be one, got ${valueText(extra)} too; ask for each by itself`);
  return shell;
}
