import { resolve } from 'node:path';

/** Where this repository is. */
export const REPOSITORY = resolve(__dirname, '../..');

/** The variable by which the setup tells the test files, which are processes of their own, what it packed. */
export const PACKED = 'CPD_PACKED';

/** The tarball of the package, packed once for all test files. */
export function packed(): string {
  const tarball = process.env[PACKED];
  if (tarball === undefined) throw new Error(`${PACKED} must be set by the setup, got nothing; run npm run package`);
  return tarball;
}
