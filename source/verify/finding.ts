import type {DocumentId} from '../aws/index.ts';
import type {SettingChange} from '../documents/index.ts';
import {
	type AccessRequest,
	listOf,
	type PolicyDocument,
	type StatementReference,
} from '../policy/index.ts';
import type {AllRuling} from './rulings.ts';
import type {Situation, Unseen} from './situation.ts';

/** What a check found, as data: a code, the facts that belong to it, and what stands beside. */
export type Found<Code extends string, Facts> = {
	readonly status: CheckStatus;
	/** Stable and in kebab case; what each means stands in docs/codes.md. */
	readonly code: Code;
	/** What whoever puts it in words has to know beside the connection and the vendor. */
	readonly facts: Facts;
	/** Whether an `unknown` here makes the whole verdict unknown. */
	readonly required: boolean;
	readonly witness?: CheckWitness;
	/** The actions of the vendor's article that are concerned. */
	readonly actions?: readonly string[];
	readonly blame?: Blame;
	readonly correction?: Correction;
};

/** Any finding of a check whose codes have these facts. */
export type FindingOf<Findings> = {
	readonly [Code in keyof Findings & string]: Found<Code, Findings[Code]>;
}[keyof Findings & string];

/**
 * One check: looks at the situation and says what it found, one of its own codes or of those that many checks share.
 * Never throws for what an account or a person may hold.
 */
export type CheckFunction<Findings> = (
	situation: Situation,
) => FindingOf<Findings & SharedFindings>;

/** What may stand beside the facts of a finding. */
export type Details = {
	readonly blame?: Blame | undefined;
	readonly correction?: Correction | undefined;
	/** Whether an unknown here makes the whole verdict unknown; true unless said otherwise. */
	readonly required?: boolean;
	/** A request that shows it. */
	readonly request?: AccessRequest | undefined;
	readonly actions?: readonly string[] | undefined;
};

/** All is well here. */
export function pass<const Code extends string, const Facts>(
	code: Code,
	facts: Facts,
	details: Details = {},
): Found<Code, Facts> {
	return found('pass', code, facts, details);
}

/** The vendor stays out, or somebody else gets in. */
export function fail<const Code extends string, const Facts>(
	code: Code,
	facts: Facts,
	details: Details = {},
): Found<Code, Facts> {
	return found('fail', code, facts, details);
}

/** It works, but should be better. */
export function warn<const Code extends string, const Facts>(
	code: Code,
	facts: Facts,
	details: Details = {},
): Found<Code, Facts> {
	return found('warn', code, facts, details);
}

/** It could not be looked at, or depends on something that cannot be seen from here. */
export function unknown<const Code extends string, const Facts>(
	code: Code,
	facts: Facts,
	details: Details = {},
): Found<Code, Facts> {
	return found('unknown', code, facts, details);
}

/** It does not apply, or another check has to pass first. */
export function skip<const Code extends string, const Facts>(
	code: Code,
	facts: Facts,
): Found<Code, Facts> {
	return found('skip', code, facts, {required: false});
}

function found<const Code extends string, const Facts>(
	status: CheckStatus,
	code: Code,
	facts: Facts,
	{blame, correction, required = true, request, actions}: Details,
): Found<Code, Facts> {
	return {
		status,
		code,
		facts,
		required,
		...(request !== undefined && {witness: witnessOf(request)}),
		...(actions !== undefined && actions.length > 0 && {actions}),
		...(blame !== undefined && {blame}),
		...(correction !== undefined && {correction}),
	};
}

/** A request as a finding carries it. */
export function witnessOf({
	principal,
	provider,
	service,
	action,
	resource,
	context,
}: AccessRequest): CheckWitness {
	return {
		principal: principal ?? provider ?? service ?? 'anonymous',
		action,
		resource,
		context: context.values,
	};
}

/** Blames a statement by its 0-based place in its document. */
export function blameAt(document: Blame['document'], policy: PolicyDocument, index: number): Blame {
	return {document, sid: listOf(policy.Statement)[index]?.Sid ?? '', index};
}

/** Blames the statement that a decision names; `resource` is the document that stood for the resource's policy. */
export function blameOf(reference: StatementReference, resource: DocumentId): Blame;
export function blameOf(
	reference: StatementReference | undefined,
	resource: DocumentId,
): Blame | undefined;
export function blameOf(
	reference: StatementReference | undefined,
	resource: DocumentId,
): Blame | undefined {
	if (reference === undefined) {
		return undefined;
	}

	const {kind, policy, sid, index} = reference;
	switch (kind) {
		case 'identity':
			return {document: 'role-policy', policy, sid, index};
		case 'boundary':
			return {document: 'boundary', sid, index};
		case 'resource':
			return {document: resource, sid, index};
	}
}

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
	/** Name of the policy that it takes the place of, where a role has policies of its own. */
	readonly policy?: string;
	readonly text: string;
	/** The document that is there now and that this one replaces; absent where there is none or it could not be seen. */
	readonly current?: string;
	/** Every statement, rule or notification that it changes; all others stay. */
	readonly changes?: readonly (StatementChange | SettingChange)[];
	/** What keeps AWS from saving it; absent where nothing does. */
	readonly unsavable?: readonly UnsavableName[];
	/** Where it goes, as a click path and as a link. */
	readonly consolePath: string;
	readonly consoleUrl: string;
};

/** A statement that a correction changes. */
export type StatementChange = {
	readonly kind: 'changed' | 'added' | 'removed';
	/** Empty where it has none. */
	readonly sid: string;
	/** 0-based. */
	readonly index: number;
};

/** Somebody deleted whom a statement names, so that AWS does not save the document. */
export type UnsavableName = {readonly sid: string; readonly index: number; readonly name: string};

/** A request that shows what a check found. */
export type CheckWitness = {
	/** ARN of who asks; `anonymous`, or the identity provider that vouches for whoever asks. */
	readonly principal: string;
	readonly action: string;
	readonly resource: string;
	/** The condition keys of the request that the policies ask about, as far as they are known. */
	readonly context: Readonly<Record<string, string | readonly string[]>>;
};

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
	| 'agreed-key'
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
	| 'told-apart-by-external-id'
	| 'no-external-id-sent'
	| 'not-in-article';

/** What many checks find, with the facts of each code. */
export type SharedFindings = {
	/** Something could not be seen or not be understood. */
	readonly 'not-seen': {readonly unseen: readonly Unseen[]};
	/** Nothing could be seen, since nobody is signed in. */
	readonly 'not-signed-in': {readonly reason: string; readonly fix?: string};
	readonly 'not-yet': {readonly until: AwaitedThing};
	readonly 'not-needed': {readonly because: Needless};
	/** The policies are too much to judge. */
	readonly 'too-complex': NoFacts;
	/** The answer depends on which account owns the bucket, and the connection does not state it. */
	readonly 'account-not-stated': NoFacts;
	/** Two ways of judging disagree, which is a mistake of this program. */
	readonly 'internal-disagreement': NoFacts;
};

type Undecided =
	| Found<'not-seen', SharedFindings['not-seen']>
	| Found<'too-complex' | 'internal-disagreement', NoFacts>;

/**
 * The finding where policies could not be seen, are too much to judge, or where two ways of judging them disagree;
 * undefined where the answer depends on condition keys, of which each check has something of its own to say.
 */
export function undecided(
	{
		unseen = [],
		code,
	}: {
		readonly unseen?: readonly Unseen[];
		readonly code?: AllRuling['code'] | undefined;
	},
	details: Details = {},
): Undecided | undefined {
	if (unseen.length > 0) {
		return unknown('not-seen', {unseen}, details);
	}

	switch (code) {
		case 'budget':
			return unknown('too-complex', {}, details);
		case 'internal-disagreement':
			return unknown('internal-disagreement', {}, details);
		default:
			return undefined;
	}
}
