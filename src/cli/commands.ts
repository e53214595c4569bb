import type { Command } from './command';
import { completion } from './completion';
import { set } from './set';
import { tree } from './tree';

/** Every command, in the order that help lists them. */
export const COMMANDS: readonly Command[] = [set, tree, completion];
