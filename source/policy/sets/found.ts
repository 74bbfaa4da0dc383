import type {Decision} from '../decide.ts';
import type {AccessRequest} from '../request.ts';
import type {Requester} from './request-set.ts';

/** What is looked for in a set of requests: one that is allowed, or one that is denied. */
export type Goal = 'allowed' | 'denied';

/** One that is allowed though other policies deny it, too. */
export type AnyGoal = Goal | 'gained';

/** A request that was found, with what the point decision says to it. */
export type Witness = {
	readonly request: AccessRequest;
	readonly requester: Requester;
	readonly decision: Decision;
};

/**
 * Why nothing certain can be said:
 * - `keys`: it depends on condition keys that cannot be known, or on what the language does not define;
 * - `budget`: too much work;
 * - `internal-disagreement`: the point decision does not confirm what was found.
 */
export type UnknownCode = 'keys' | 'budget' | 'internal-disagreement';

export type Found =
	| {readonly answer: 'some'; readonly witness: Witness}
	| {readonly answer: 'none'}
	| {
			readonly answer: 'unknown';
			readonly code: UnknownCode;
			/** As written in the policies; empty where something else than a key leaves it open. */
			readonly keys: readonly string[];
			/** A request for which it is open; absent where there was too much work. */
			readonly example?: Witness;
	  };

const severity: readonly UnknownCode[] = ['keys', 'budget', 'internal-disagreement'];

/** Whether one open answer says more against a search than another one. */
export function isWorse(one: Found, other: Found): boolean {
	return (
		one.answer === 'unknown' &&
		other.answer === 'unknown' &&
		severity.indexOf(one.code) > severity.indexOf(other.code)
	);
}
