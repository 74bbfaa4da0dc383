import type {Unseen} from './situation.ts';

/** For a code that says it all. */
export type NoFacts = Readonly<Record<never, never>>;

/** What a check waits for. */
export type AwaitedThing =
	| 'bucket'
	| 'own-bucket'
	| 'bucket-or-role'
	| 'role'
	/** Until then no policy can name it. */
	| 'role-to-name'
	| 'key'
	| 'own-key'
	| 'sign-in'
	| 'trust';

/** Why a check does not apply. */
export type Needless =
	| 'vendor-has-role'
	| 'no-key-used'
	| 'not-for-purpose'
	| 'nothing-written'
	| 'key-not-for-purpose'
	| 'told-apart-by-external-id';

/** What many checks find, with the facts of each code. */
export type SharedFindings = {
	/** Something could not be seen or not be understood. */
	readonly 'not-seen': {readonly unseen: readonly Unseen[]};
	readonly 'not-yet': {readonly until: AwaitedThing};
	readonly 'not-needed': {readonly because: Needless};
	/** The policies are too much to judge. */
	readonly 'too-complex': NoFacts;
	/** Two ways of judging disagree, which is a mistake of this program. */
	readonly 'internal-disagreement': NoFacts;
};
