import type {DocumentId} from '../aws/index.ts';

export type CheckStatus = 'pass' | 'fail' | 'warn' | 'unknown' | 'skip';
export type Verdict = 'pass' | 'fail' | 'unknown';

/** The statement that a check holds responsible. */
export type Blame = {
	/** `boundary` and `managed-policy` are documents of the account that the articles do not know. */
	readonly document: DocumentId | 'boundary';
	/** Name of the policy where a role has several. */
	readonly policy?: string;
	/** Sid of the statement, empty where it has none. */
	readonly sid: string;
	/** 0-based place of the statement in its document. */
	readonly index: number;
};

/** A whole document to paste instead of the one that is there. */
export type Correction = {
	readonly document: DocumentId;
	readonly text: string;
	/** The document that is there now and that this one replaces; absent where there is none or it could not be seen. */
	readonly current?: string;
	/** Where it goes, as a click path and as a link. */
	readonly consolePath: string;
	readonly consoleUrl: string;
};

/** A request that shows what a check found. */
export type CheckWitness = {
	/** ARN of who asks; `anonymous`, or the identity provider that vouches for whoever asks. */
	readonly principal: string;
	readonly action: string;
	readonly resource: string;
	/** The condition keys of the request that the policies ask about, as far as they are known. */
	readonly context: Readonly<Record<string, string | readonly string[]>>;
};
