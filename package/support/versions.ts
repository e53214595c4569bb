import { devDependencies } from '../../package.json';
import { tests } from '../../src/versions.json';

/** The lines of cdk8s-plus that this package is tried with: the version by the line, such as 33. */
export const PLUS_LINES: Readonly<Record<string, string>> = tests['cdk8s-plus'];

/** What every project installs beside this package, in the versions that the repository itself uses. */
export const CDK8S = { cdk8s: devDependencies.cdk8s, constructs: devDependencies.constructs };

/** The types that a project with tests has. */
export const TYPES = { '@types/node': devDependencies['@types/node'], '@types/jest': devDependencies['@types/jest'] };
