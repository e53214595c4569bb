import type { Problem } from '../../model/problem';

/** What `git check-ref-format --allow-onelevel` refuses, and a leading dash, which no branch may have. */
const NO_GIT_NAME = /^$|[\p{Cc} ~^:?*[\\]|\.\.|@\{|^@$|^[-/]|\/\/|(^|\/)\.|[./]$|\.lock($|\/)/u;

/** Checks a name of a branch, a tag or another reference. */
export function checkGitName(prop: string, got: string): Problem[] {
  if (!NO_GIT_NAME.test(got)) return [];
  return [{ prop, must: 'be a name that Git allows', got, remedy: 'write it like "main" or "release/1.2"' }];
}
