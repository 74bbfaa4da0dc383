import type {Goal} from '../../../source/policy/sets/index.ts';
import type {Account} from './usual-accounts.ts';

/** What is to be judged. */
export type Task = {
	readonly usual: readonly Account[];
	readonly random: readonly Account[];
	readonly hostile: readonly Account[];
	readonly rounds: {readonly usual: Rounds; readonly random: Rounds};
};

/** How often each account is judged: first without counting, until what runs is compiled, and then for the figures. */
export type Rounds = {readonly first: number; readonly counted: number};

/** What judging one account took, in milliseconds, in turn with the point decisions on the same policies. */
export type Judged = {
	readonly name: string;
	readonly proof: readonly number[];
	readonly decisions: readonly number[];
	/** Checks that speak about all requests, and those of them that gave up. */
	readonly answers: number;
	readonly tooComplex: number;
};

/** What each question about one account took, in milliseconds, and whether it was answered or given up. */
export type Answered = {
	readonly name: string;
	readonly answers: readonly {
		readonly goal: Goal;
		readonly milliseconds: number;
		readonly isDecided: boolean;
	}[];
	readonly decisions: number;
};

/** What was measured. */
export type Measured = {
	readonly usual: readonly Judged[];
	readonly random: readonly Judged[];
	readonly hostile: readonly Answered[];
};
