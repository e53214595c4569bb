import type { Construct } from 'constructs';
import { type Problem, problemText } from '../model/problem';

/**
 * Reports what is wrong with a construct's props. The app prints the problems of all constructs together, each behind
 * its construct path, and writes nothing; a constructor that threw would hide all the problems behind the first.
 */
export function report(construct: Construct, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const texts = problems.map(problemText);
  construct.node.addValidation({ validate: () => texts });
}
