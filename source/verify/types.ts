import type {DocumentId} from '../aws/index.ts';
import type {FindingCode} from './codes.ts';

/** Every check, in the order in which they are shown within a group. */
export const checkIds = [
	'account.identity',
	'bucket.exists',
	'bucket.owner',
	'bucket.region',
	'bucket.encryption',
	'bucket.public-access',
	'bucket.ownership',
	'bucket.policy',
	'role.exists',
	'role.boundary',
	'trust.principal',
	'trust.external-id',
	'trust.mfa',
	'trust.others',
	'access.list',
	'access.read',
	'access.write',
	'access.delete',
	'access.kms',
	'key.exists',
	'key.state',
	'key.region',
	'key.manager',
	'key.policy',
	'isolation.external-id',
	'isolation.tenant',
	'isolation.public',
	'isolation.excess',
	'organization.policies',
] as const;
export type CheckId = (typeof checkIds)[number];

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

export type Check = {
	readonly id: CheckId;
	readonly status: CheckStatus;
	/** Whether an `unknown` here makes the whole verdict unknown. */
	readonly required: boolean;
	/** What is looked at, in a few words. */
	readonly title: string;
	/** What was found, in words that a newcomer understands. */
	readonly reason: string;
	/** What to do; empty where there is nothing to do. */
	readonly fix: string;
	/** What was found, for scripts: the same in every release. */
	readonly code: FindingCode;
	readonly witness?: CheckWitness;
	/** The actions of the vendor's article that are concerned. */
	readonly actions?: readonly string[];
	readonly blame?: Blame;
	readonly correction?: Correction;
};
