import type { Command } from './command';
import { completion } from './completion';
import { init } from './init';
import { promote } from './promote';
import { set } from './set';
import { tree } from './tree';
import { verify } from './verify';

/** Every command, in the order that help lists them. */
export const COMMANDS: readonly Command[] = [init, set, promote, verify, tree, completion];
