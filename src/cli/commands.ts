import type { Command } from './command';
import { set } from './set';

/** Every command, in the order that help lists them. */
export const COMMANDS: readonly Command[] = [set];
