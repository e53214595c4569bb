/** One line of a tree, and what hangs below it. */
export interface Branch {
  readonly label: string;
  readonly below?: readonly Branch[];
}

/** A tree as lines, drawn as the `tree` program does. */
export function drawBranch({ label, below = [] }: Branch): string[] {
  return [
    label,
    ...below.flatMap((branch, index) => {
      const last = index === below.length - 1;
      const [first = '', ...rest] = drawBranch(branch);
      return [`${last ? '└─' : '├─'} ${first}`, ...rest.map((line) => `${last ? '  ' : '│ '} ${line}`)];
    }),
  ];
}
