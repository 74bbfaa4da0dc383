import {type DocumentId, documentIds, type Encryption, type PolicyId} from '../aws/index.ts';
import type {CorsRule, NotificationConfiguration} from '../bucket-settings/index.ts';
import type {
	BucketRule,
	QueueTerms,
	StatedConnection,
	VendorInput,
	VendorTerms,
} from '../connection/index.ts';
import type {Statement} from '../policy/index.ts';

export const needs = ['list', 'read', 'write', 'delete'] as const;
/** What a vendor does with the bucket. */
export type Need = (typeof needs)[number];

export const needTargets = ['bucket', 'object', 'key'] as const;
/** How far something that a profile says can be relied on: where neither is said, a page of the vendor says it. */
export type Doubt = {
	/** False where no page could be named that says it. */
	readonly confirmed?: false;
	/** True where no article says it, and it follows from what they say. */
	readonly inferred?: true;
};

/** A page of which facts of the profile were read. */
type FactSource = Doubt & {
	readonly address: string;
	/** A day, `2026-11-27`. */
	readonly readAt: string;
};

/** Addresses from which the vendor's requests come, and from no others. */
export type VendorAddresses = Doubt & {
	/** IPv4 or IPv6 addresses, or ranges of them as CIDR blocks. */
	readonly ranges: readonly string[];
	/** The values of the choice of the principal for which they are; for all where it is left out. */
	readonly choices?: readonly string[];
	readonly when?: When;
	/** The page that lists them. */
	readonly source?: string;
	/** True where its requests come over the internet alone, and through no VPC endpoint. */
	readonly internetOnly?: boolean;
};

export const earlierParts = ['principal', 'externalId', 'documents', 'form'] as const;
/** What a fact was before it changed, so that a set-up of those days can be told from a wrong one. */
export type EarlierFact = Doubt & {
	readonly of: (typeof earlierParts)[number];
	/** What it was, a sentence. */
	readonly text: string;
	/** The month or day of the change, `2026-07`. */
	readonly until: string;
};

/** A text that the vendor shows where something is wrong. */
type VendorError = Doubt & {
	readonly text: string;
	/** Ids of the checks of which any can be behind it. */
	readonly checks: readonly string[];
};

/** An action that the vendor asks of the bucket itself, of the objects in it, or of the key. */
export type ActionNeed = Doubt & {
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

export type Purpose = Doubt & {
	readonly id: string;
	readonly title: string;
	/** One sentence: what the vendor does with the bucket. */
	readonly summary: string;
	/** A word stands for the usual actions behind it. */
	readonly needs: readonly (Need | ActionNeed)[];
};

export type FormField = Doubt & {
	/** The vendor's own label. */
	readonly label: string;
	/** Text with `{{placeholders}}`. */
	readonly value: string;
	/** True where the vendor's product does not let anybody change it later. */
	readonly isFinal?: boolean;
	readonly when?: When;
};

/** What is said for some purposes or encryptions. */
export type TextWhen = Doubt & {readonly text: string; readonly when?: When};

export const guidePlaces = [
	'purpose',
	'bucket',
	'encryption',
	'key',
	'role',
	'external-id',
	'inputs',
	'create-role',
	'form',
	...documentIds,
	'verify',
] as const;
/** What is asked for, or shown, where something is told that this vendor's pages say about it. */
export type GuidePlace = (typeof guidePlaces)[number];

/** What the vendor's pages say about something that is asked for or shown. */
export type Guidance = TextWhen & {
	readonly at: GuidePlace;
	/** True for what stands in the help alone. */
	readonly helpOnly?: boolean;
};

/** What is done in the vendor's product before anything is done in AWS. */
export type StepBefore = TextWhen & {
	/** Fields of the connection whose values it shows. */
	readonly gives?: readonly string[];
	/** True where the statement of the form is run in it. */
	readonly usesStatement?: boolean;
};

/** Text to paste into the vendor's product in place of a form, such as SQL. */
type FormStatement<Line> = {
	/** What it is: SQL. */
	readonly label: string;
	/** Its lines; they may hold `{{placeholders}}`. */
	readonly lines: readonly Line[];
};

/** The vendor's form: fields to fill in, or a statement to paste. */
type VendorForm = {
	/** Where it is, in words; one of them for each purpose and encryption. */
	readonly where: readonly TextWhen[];
	/** None where there is a statement. */
	readonly fields: readonly FormField[];
	readonly statement?: FormStatement<TextWhen>;
	/** Roles in the vendor's product that whoever fills it in has to have. */
	readonly roles?: readonly string[];
};

type FormInFile = Partial<Pick<VendorForm, 'fields'>> &
	Pick<VendorForm, 'roles'> & {
		/** What is told about the form first, whatever the purpose. */
		readonly note?: string;
		readonly where: string | readonly TextWhen[];
		readonly statement?: FormStatement<string | TextWhen>;
	};

export type StatementTemplate = Doubt & {
	readonly when?: When;
	/** True for a statement that only a document standing alone needs; a merge leaves it out. */
	readonly standalone?: boolean;
	/** A statement whose strings may hold `{{placeholders}}`. */
	readonly statement: Statement;
};

/** What every document of an article has. */
type DocumentInfo = Doubt & {
	/** What the document is for, one sentence; may hold placeholders. */
	readonly summary: string;
	readonly when?: When;
	/**
	 * `always`: listed. `on-request`: the article has no such document; given when asked for by name, and listed only
	 * when the key belongs to another account.
	 */
	readonly offered: 'always' | 'on-request';
	/** One sentence: why the article's document is unwise as it stands. */
	readonly caution?: string | TextWhen;
};

export type PolicyTemplate = DocumentInfo & {
	readonly id: PolicyId;
	/** `Id` of the policy, as in the article. */
	readonly policyId?: string;
	readonly statements: readonly StatementTemplate[];
	/** Sids under which the vendor's article puts its statements, so that a pasted article is recognised in a merge. */
	readonly articleSids?: readonly string[];
	/** The document for `--least-privilege`; absent where the article's is narrow already. */
	readonly narrower?: {
		/** One sentence: what is different. */
		readonly summary: string;
		readonly statements: readonly StatementTemplate[];
	};
};

/** Rules by which browsers use the bucket from pages of the vendor. */
type CorsTemplate = DocumentInfo & {
	readonly id: 'bucket-cors';
	/** As the S3 API writes them; may hold placeholders. */
	readonly rules: readonly CorsRule[];
};

/** Whom the bucket tells of what happens in it. */
type NotificationTemplate = DocumentInfo & {
	readonly id: 'bucket-notification';
	/** As the S3 API writes it; may hold placeholders. */
	readonly configuration: NotificationConfiguration;
};

export type DocumentTemplate = PolicyTemplate | CorsTemplate | NotificationTemplate;

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
	'pasted-statement',
	'wide-addresses',
	'needs-beyond-documents',
	'any-origin',
	'methods-beyond-purpose',
	'events-elsewhere',
	'open-queue',
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
	readonly refuseFor: (connection: StatedConnection) => void;
};

/** A vendor, as its profile file describes it. */
export type VendorProfile = Omit<VendorTerms, 'purposes' | 'inputs' | 'bucketRules' | 'queue'> & {
	/** Of the format of its file; what the file leaves out is filled in. */
	readonly version: 1 | 2;
	/** True where the vendor has the customer's role take itself, so that its trust policy has to allow that. */
	readonly trustsItself?: boolean;
	/** Address of the vendor's help article. */
	readonly article: string;
	readonly purposes: readonly Purpose[];
	readonly inputs: readonly (VendorInput & Doubt)[];
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
	readonly bucketRules?: readonly (BucketRule & Doubt)[];
	/** The queue that gets the events of the bucket; absent where there is none. */
	readonly queue?: QueueTerms & Doubt;
	/** Where its requests come from; not known where it is left out. */
	readonly addresses?: readonly VendorAddresses[];
	/** What is done in the vendor's product before anything is done in AWS, in order. */
	readonly before?: readonly StepBefore[];
	readonly form: VendorForm;
	/** What is done in the vendor's product once AWS and the form are done, in order; may hold `{{placeholders}}`. */
	readonly after?: readonly TextWhen[];
	/** What its pages say beside the questions and documents, for the screens and their help. */
	readonly guide?: readonly Guidance[];
	readonly documents: readonly DocumentTemplate[];
	/** Where the vendor itself shows whether the connection works; the only proof of the vendor's side. */
	readonly test: string;
	/** The pages of which its facts were read; none in the first version of the format. */
	readonly sources?: readonly FactSource[];
	/** What the vendor can do and this profile cannot, since no page confirms how: a sentence each. */
	readonly leftOut?: readonly string[];
	readonly earlier?: readonly EarlierFact[];
	readonly errors?: readonly VendorError[];
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
	readonly form: FormInFile;
	readonly before?: readonly (string | StepBefore)[];
	readonly after?: readonly (string | TextWhen)[];
};

/** A vendor's profile as its file holds it, of either version of the format: the second one says more. */
export type ProfileFile = Omit<VendorProfile, 'origin' | keyof Told> & Told;

/** Fields of a profile's file that the first version of the format does not have. */
export const fieldsOfVersion2 = [
	'externalId',
	'trustsItself',
	'existingRole',
	'folder',
	'before',
	'after',
	'guide',
	'sources',
	'leftOut',
	'earlier',
	'errors',
	'bucketRules',
	'queue',
	'addresses',
] as const satisfies readonly (keyof ProfileFile)[];
