import type {AddressRange} from '../ip-address.ts';
import type {Glob} from './glob.ts';

/** Which values a condition key can have in a set of requests. */
export type Domain =
	/** Exactly these; each alternative holds one value, or several of a multi-valued key. */
	| {readonly kind: 'listed'; readonly alternatives: readonly (readonly string[])[]}
	| {
			readonly kind: 'text';
			/** What every value fits; anything where absent. */
			readonly within?: readonly Glob[];
			/** Values that are left out. */
			readonly except?: readonly string[];
			/**
			 * Whether the value proves where somebody comes from, so that a value which a policy spells out is somebody else's;
			 * what a wildcard admits can be had.
			 */
			readonly isOwn?: boolean;
			/**
			 * Of a value that says whose it is by how it begins: up to this delimiter, counted from the first, it is the
			 * requester's own. A policy that spells out so much means somebody else; one that leaves it open means everybody.
			 */
			readonly ownUpTo?: {readonly delimiter: string; readonly count: number};
			/** What each value looks like, an ECMAScript regular expression for the whole; spelled out otherwise it is nobody's. */
			readonly form?: string;
			/** Values that read well, where they do as well as others. */
			readonly usual?: readonly string[];
			readonly isMultiValued?: boolean;
	  }
	| {readonly kind: 'number'}
	/** `iso`: as `2026-01-31T00:00:00Z`; `epoch`: in seconds since 1970. `from`: milliseconds since 1970. */
	| {readonly kind: 'date'; readonly form: 'iso' | 'epoch'; readonly from?: number}
	/** `isOwn`: none inside a range that a policy spells out and that counts as fixed. `within`: in one of these ranges. */
	| {
			readonly kind: 'address';
			readonly isOwn?: boolean;
			readonly within?: readonly AddressRange[];
	  };

/** What holds for a condition key in a set of requests. */
export type KeyState =
	| {readonly kind: 'known'; readonly values: readonly string[]}
	| {readonly kind: 'absent'}
	| {
			readonly kind: 'open';
			/** Who decides: the requester, who takes what serves best, or circumstances that cannot be known from here. */
			readonly by: 'requester' | 'circumstances';
			readonly domain: Domain;
			readonly mayBeAbsent: boolean;
	  };

export const absent: KeyState = {kind: 'absent'};

/** A key with this value in every request. */
export function known(...values: readonly string[]): KeyState {
	return {kind: 'known', values};
}

/** A key that the requester sets at will, or leaves out. */
export function chosen(domain: Domain, {mayBeAbsent = true} = {}): KeyState {
	return {kind: 'open', by: 'requester', domain, mayBeAbsent};
}

/** A key whose value cannot be known from here. */
export function notKnowable(domain: Domain = {kind: 'text'}, {mayBeAbsent = true} = {}): KeyState {
	return {kind: 'open', by: 'circumstances', domain, mayBeAbsent};
}
