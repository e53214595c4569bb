import type { Problem } from '../../../model/problem';

/** Checks the path of a file in the load tester's container, where one is given. */
export function checkTesterFile(prop: string, got: string | undefined): Problem[] {
  if (got === undefined || /^\/[^\s]+$/.test(got)) return [];
  const remedy = 'for example "/files/smoke.bats", of a LoadTester with such a file';
  return [{ prop, must: "be the absolute path of a file in the load tester's container", got, remedy }];
}
