import type {DocumentId, Encryption} from '../aws/index.ts';
import type {CheckId, Finding} from '../verify/index.ts';

/** What can be broken in an account that is as the vendor's article describes it. */
const faultCodes = [
	'action-missing',
	'statement-missing',
	'document-missing',
	'other-principal',
	'other-external-id',
	'blank-in-external-id',
	'no-external-id-condition',
	'other-tenant',
	'no-tenant-condition',
	'other-place',
	'other-folder',
	'rule-missing',
	'method-missing',
	'header-missing',
	'header-hidden',
	'other-origin',
	'notification-missing',
	'event-missing',
	'other-target',
	'other-objects',
	'other-region',
	'other-encryption',
	'key-disabled',
	'role-missing',
	'bucket-missing',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** One thing that is broken, everything else being as the article has it. */
export type Fault = {
	readonly code: FaultCode;
	readonly document?: DocumentId;
	/** 0-based place of the statement, rule or notification in its document, and its Sid or ID, empty where it has none. */
	readonly statement?: {readonly index: number; readonly sid: string};
	/** The action, method, header or event that is missing, as the article writes it. */
	readonly action?: string;
};

export type RehearsedFault = Fault & {
	/** True where no page of the vendor says that the action is given, but its profile alone. */
	readonly isDoubted?: true;
	/**
	 * `found`: a check says so and names it. `missed`: none does. `no-effect`: the vendor can do the same without it, since
	 * another statement of the article allows it too. `not-needed`: no need of the profile stands behind it, so that nobody
	 * would be told.
	 */
	readonly outcome: 'found' | 'missed' | 'no-effect' | 'not-needed';
	/** The check that found it. */
	readonly by?: CheckId;
};

/** An account as the article describes it for one purpose and one encryption, and what became of each fault in it. */
export type RehearsedAccount = {
	readonly purpose: string;
	readonly encryption: Encryption;
	/** What is wrong or cannot be told although the account is as the article has it; empty where it passes. */
	readonly complaints: readonly Finding[];
	/** What the vendor's own way leaves to be warned of. */
	readonly warnings: readonly Finding[];
	readonly faults: readonly RehearsedFault[];
};
