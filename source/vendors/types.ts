import type {DocumentId, Encryption} from '../aws/index.ts';
import type {Connection, VendorInput, VendorTerms} from '../connection/index.ts';
import type {Statement} from '../policy/index.ts';

export const needs = ['list', 'read', 'write', 'delete'] as const;
/** What a vendor does with the bucket. */
export type Need = (typeof needs)[number];

export const needTargets = ['bucket', 'object', 'key'] as const;
/** An action that the vendor asks of the bucket itself, of the objects in it, or of the key. */
export type ActionNeed = {
	/** As AWS writes it, without wildcards: `s3:GetObject`. */
	readonly action: string;
	readonly on: (typeof needTargets)[number];
	/** What the vendor does by it. */
	readonly for: Need;
	/** Whether nothing goes without it; where the article gives it all the same, its absence is only told. */
	readonly required: boolean;
};

export const aclHeaders = ['none', 'bucket-owner-full-control', 'other'] as const;
/** Which `x-amz-acl` a vendor sends with its uploads. */
type AclHeader = (typeof aclHeaders)[number];

/** Restricts a template to some purposes or encryptions; an absent list means any. */
export type When = {
	readonly purposes?: readonly string[];
	readonly encryption?: readonly Encryption[];
};

export type Purpose = {
	readonly id: string;
	readonly title: string;
	/** One sentence: what the vendor does with the bucket. */
	readonly summary: string;
	/** A word stands for the usual actions behind it. */
	readonly needs: readonly (Need | ActionNeed)[];
};

export type FormField = {
	/** The vendor's own label. */
	readonly label: string;
	/** Text with `{{placeholders}}`. */
	readonly value: string;
	readonly when?: When;
};

export type StatementTemplate = {
	readonly when?: When;
	/** True for a statement that only a document standing alone needs; a merge leaves it out. */
	readonly standalone?: boolean;
	/** A statement whose strings may hold `{{placeholders}}`. */
	readonly statement: Statement;
};

export type DocumentTemplate = {
	readonly id: DocumentId;
	/** What the document is for, one sentence; may hold placeholders. */
	readonly summary: string;
	/** `Id` of the policy, as in the article. */
	readonly policyId?: string;
	readonly when?: When;
	/**
	 * `always`: listed. `on-request`: the article has no such document; given when asked for by name, and listed only
	 * when the key belongs to another account.
	 */
	readonly offered: 'always' | 'on-request';
	readonly statements: readonly StatementTemplate[];
	/** Sids under which the vendor's article puts its statements, so that a pasted article is recognised in a merge. */
	readonly articleSids?: readonly string[];
	/** One sentence: why the article's document is unwise as it stands. */
	readonly caution?: string;
	/** The document for `--least-privilege`; absent where the article's is narrow already. */
	readonly narrower?: {
		/** One sentence: what is different. */
		readonly summary: string;
		readonly statements: readonly StatementTemplate[];
	};
};

/** What is dangerous in a profile and can be meant; `dangers/table.ts` says what each is. */
export const markCodes = [
	'bucket-control',
	'no-narrower-way',
	'key-control',
	'wildcard-actions',
	'beyond-purpose',
	'vendor-deny',
	'session-tags',
	'key-policy-alone',
	'policy-variables',
	'built-in-principal',
	'near-name',
	'odd-address',
	'chosen-tenant',
	'guessable-tenant',
	'without-external-id',
	'whole-account',
	'without-tenant',
] as const;
export type MarkCode = (typeof markCodes)[number];

/** Where a mark was found, and what it is about: actions, names, keys. */
export type MarkFacts = {
	readonly document?: DocumentId;
	/** Title of the purpose that it is about. */
	readonly purpose?: string;
	readonly names: readonly string[];
};

export type ProfileMark = MarkFacts & {readonly code: MarkCode};

/** Where a profile comes from that is not built in, and what is to be said of it wherever its vendor is shown. */
type ProfileOrigin = {
	/** The path, as it was given. */
	readonly file: string;
	readonly marks: readonly ProfileMark[];
	/**
	 * UserError where the profile is dangerous with the values of this connection, although it is not with most: somebody
	 * may have written it for one customer.
	 */
	readonly refuseFor: (connection: Connection) => void;
};

/** A vendor, as its profile file describes it. */
export type VendorProfile = Omit<VendorTerms, 'purposes'> & {
	/** Of the format of its file; what the file leaves out is filled in. */
	readonly version: 1 | 2;
	/** True where the vendor has the customer's role take itself, so that its trust policy has to allow that. */
	readonly trustsItself?: boolean;
	/** Address of the vendor's help article. */
	readonly article: string;
	readonly purposes: readonly Purpose[];
	/** The access control list that the vendor sends with its uploads; absent where that is not known. */
	readonly aclHeader?: AclHeader;
	/** What the vendor does not accept, with the reason, for the encryption screen. */
	readonly refusedEncryption?: readonly {readonly title: string; readonly reason: string}[];
	/** The condition that keeps the vendor's other customers out; vendor's role only. */
	readonly tenant?: {
		/** Condition key, e.g. `aws:PrincipalTag/IconikSystemDomainId`. */
		readonly conditionKey: string;
		/** Name of the input that holds this customer's value. */
		readonly input: string;
	};
	readonly form: {
		/** Where the form is, in words. */
		readonly where: string;
		readonly fields: readonly FormField[];
		/** What to do with the form, e.g. that it has to be filled in several times. */
		readonly note?: string;
	};
	readonly documents: readonly DocumentTemplate[];
	/** Where the vendor itself shows whether the connection works; the only proof of the vendor's side. */
	readonly test: string;
	/** Of a profile from outside alone; no file can say it of itself. */
	readonly origin?: ProfileOrigin;
};

/** Who makes up the external ID, as the file of a profile says it. */
type ExternalIdInFile =
	| {readonly from: 'customer' | 'none'}
	| {
			readonly from: 'vendor';
			readonly where: string;
			readonly example: string;
			readonly pattern?: string;
			readonly rule?: string;
			readonly fixed?: string;
	  };

/** Who at the vendor gets access, as the file of a profile says it. */
export type PrincipalInFile =
	| string
	| {readonly from: 'article'; readonly arn: string; readonly narrower?: string}
	| (Omit<VendorInput, 'field' | 'pattern' | 'rule' | 'example'> & {
			readonly from: 'choice';
			readonly field: string;
			readonly choices: readonly {
				readonly value: string;
				readonly title: string;
				readonly arn: string;
			}[];
	  })
	| {
			readonly from: 'product';
			readonly kind: 'user' | 'role' | 'account';
			readonly several?: boolean;
			readonly label: string;
			readonly where: string;
			readonly example: string;
	  };

/** What is told in the file of a profile in another form than in the profile itself. */
type Told = {
	/** An ARN alone in the first version of the format. */
	readonly principal: PrincipalInFile;
	/** By the customer where it is left out. */
	readonly externalId?: ExternalIdInFile;
};

/** A vendor's profile as its file holds it, of either version of the format: the second one says more. */
export type ProfileFile = Omit<VendorProfile, 'origin' | keyof Told> & Told;

/** Fields of a profile's file that the first version of the format does not have. */
export const fieldsOfVersion2 = [
	'externalId',
	'trustsItself',
	'folder',
] as const satisfies readonly (keyof ProfileFile)[];
