import type {Glob} from './glob.ts';
import type {KeyState} from './key-state.ts';

/** A kind of requester: everybody of whom the same is known. */
export type Requester = {
	/** As in `AccessRequest`; a name that no document spells out stands for every such name. */
	readonly principal: string | undefined;
	readonly provider?: string;
	readonly service?: string;
	readonly canonicalUser?: string;
	/** What holds for a condition key (its name in lower case) in a request for the action. */
	readonly stateOf: (key: string, action: string) => KeyState;
	/** Another way in which it may ask; whether it ever does so cannot be known. */
	readonly perhaps?: OtherWay;
};

/** How somebody may ask besides, told apart by condition keys alone. */
type OtherWay = Pick<Requester, 'stateOf'> & {
	/** The keys, in lower case, of which something else holds then. */
	readonly keys: readonly string[];
};

/** An action, and what it is asked of. */
export type Ask = {readonly action: string; readonly resources: readonly Glob[]};

/** All requests of some requesters for some actions on what they are asked of. */
export type RequestSet = {
	readonly requesters: readonly Requester[];
	readonly asks: readonly Ask[];
	/** The account that all of it belongs to. */
	readonly resourceAccount: string;
};
