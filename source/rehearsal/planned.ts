import type {CheckId} from '../verify/index.ts';
import type {Differences} from './account.ts';
import type {Fault} from './types.ts';

/** What has to be found of a fault. */
export type Expected = {
	/** One of these checks says it; the word stands for all checks that begin with it. */
	readonly checks: readonly CheckId[];
	/** The actions of which one has to be named; any finding will do where there are none. */
	readonly actions: readonly string[];
	/** Whether a warning is enough, since the vendor works without it. */
	readonly isOptional: boolean;
};

/** A fault, how the account differs by it, and what it comes to. */
export type PlannedFault = {
	readonly fault: Fault;
	readonly differences: Differences;
	readonly expected: Expected | 'no-effect' | 'not-needed';
};
