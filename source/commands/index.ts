import {apply} from './apply/index.ts';
import type {AnyCall} from './call.ts';
import {collect} from './collect/index.ts';
import {policies} from './policies/index.ts';
import {vendors} from './vendors/index.ts';
import {verify} from './verify/index.ts';
import {wizard} from './wizard/index.ts';

export {type AnyCall, type AnyGiven, commonOptions} from './call.ts';

/**
 * Every call of the program. A new one is a folder beside this file and an entry here. Its `index.ts` declares it and
 * loads the rest only when the call is made, so that `--help` and `--version` stay fast.
 */
export const calls: readonly AnyCall[] = [wizard, policies, verify, apply, collect, vendors];
