import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FIXTURES = join(__dirname, '../fixtures');

/** The sources of a fixture, texts by path, with one line of cdk8s-plus where they use it. */
export function fixture(name: string, line = 'LINE'): Record<string, string> {
  const folder = join(FIXTURES, name);
  const paths = readdirSync(folder);
  return Object.fromEntries(
    paths.map((path) => [
      path,
      readFileSync(join(folder, path), 'utf8').replaceAll('cdk8s-plus-LINE', `cdk8s-plus-${line}`),
    ]),
  );
}
