import type {StatedConnection} from '../connection/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import type {AccountListing} from './listing.ts';
import type {Snapshot} from './snapshot.ts';
import type {Identity, Looked} from './types.ts';
import type {Writer} from './writer.ts';

export type LookOptions = {
	/** Ends the look early: its promise then rejects with the signal's reason. */
	readonly signal?: AbortSignal;
	/** Called after each answer; `of` may grow while one answer leads to the next question. */
	readonly onProgress?: (done: number, of: number) => void;
	/** Called with what is seen so far; what is still being looked at is `not-looked`, with `stillLooking` as the reason. */
	readonly onPartial?: (snapshot: Snapshot) => void;
};

/** The reason of what has no answer yet. */
export const stillLooking = 'Still being checked.';

/** Where one can look at what a connection is made of: an AWS account, a folder of documents, the practice account. */
export type Account = {
	readonly source: Snapshot['source'];
	/** What the screen calls it, e.g. `AWS, profile work`. */
	readonly label: string;
	/**
	 * Looks at everything that the connection needs, and at nothing else. What cannot be seen is a value in the
	 * snapshot; the promise rejects only when the signal ends the look.
	 */
	look(
		connection: StatedConnection,
		profile: VendorProfile,
		options?: LookOptions,
	): Promise<Snapshot>;
	/** Who one is signed in as. */
	identify(): Promise<Looked<Identity>>;
};

/** An account in which something may be changed, too. */
export type WritableAccount = Account & {
	/**
	 * Text of the managed policy with this ARN, in the version that is in force: what a role would be limited by that is
	 * not there yet. Rejects only when the signal ends the look.
	 */
	lookAtPolicy(arn: string, options?: Pick<LookOptions, 'signal'>): Promise<Looked<string>>;
	/** What it holds, to choose from. */
	readonly listing: AccountListing;
	/** What changes the account; gives it without asking AWS anything. */
	writer(): Promise<Writer>;
};
