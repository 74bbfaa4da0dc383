import type {DocumentId} from '../aws/index.ts';
import {
	type AccessRequest,
	listOf,
	type PolicyDocument,
	type StatementReference,
} from '../policy/index.ts';
import type {FindingCode} from './codes.ts';
import type {Situation} from './situation.ts';
import type {Blame, Check, CheckWitness, Correction} from './types.ts';

/** What a check found; its id is known by the table that it stands in. */
export type Finding = Omit<Check, 'id'>;

/** One check: looks at the situation and says what it found. Never throws for what an account or a person may hold. */
export type CheckFunction = (situation: Situation) => Finding;

/** What may stand beside the words of a finding. */
export type Details = {
	readonly blame?: Blame | undefined;
	readonly correction?: Correction | undefined;
	/** Whether an unknown here makes the whole verdict unknown; true unless said otherwise. */
	readonly required?: boolean;
	/** What was found, for scripts. */
	readonly code: FindingCode;
	/** A request that shows it. */
	readonly request?: AccessRequest | undefined;
	readonly actions?: readonly string[] | undefined;
};

/** All is well here. */
export function pass(
	title: string,
	reason: string,
	details: Pick<Details, 'required' | 'code' | 'request' | 'actions'>,
): Finding {
	return withDetails('pass', title, reason, '', details);
}

/** The vendor stays out, or somebody else gets in. */
export function fail(title: string, reason: string, fix: string, details: Details): Finding {
	return withDetails('fail', title, reason, fix, details);
}

/** It works, but should be better. */
export function warn(title: string, reason: string, fix: string, details: Details): Finding {
	return withDetails('warn', title, reason, fix, details);
}

/** It could not be looked at, or depends on something that cannot be seen from here. */
export function unknown(title: string, reason: string, fix: string, details: Details): Finding {
	return withDetails('unknown', title, reason, fix, details);
}

/** It does not apply, or another check has to pass first. */
export function skip(title: string, reason: string, {code}: Pick<Details, 'code'>): Finding {
	return {status: 'skip', required: false, title, reason, fix: '', code};
}

function withDetails(
	status: Check['status'],
	title: string,
	reason: string,
	fix: string,
	{blame, correction, required = true, code, request, actions}: Details,
): Finding {
	return {
		status,
		required,
		title,
		reason,
		fix,
		code,
		...(request !== undefined && {witness: witnessOf(request)}),
		...(actions !== undefined && actions.length > 0 && {actions}),
		...(blame !== undefined && {blame}),
		...(correction !== undefined && {correction}),
	};
}

function witnessOf({principal, provider, action, resource, context}: AccessRequest): CheckWitness {
	return {
		principal: principal ?? provider ?? 'anonymous',
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

/** How a statement is called in a sentence: by its Sid, else by its place, counted from 1. */
export function statementName({
	sid,
	index,
}: {
	readonly sid?: string | undefined;
	readonly index: number;
}): string {
	return sid === undefined || sid === ''
		? `statement number ${index + 1} (it has no Sid)`
		: `the statement "${sid}"`;
}

/** Names as a list in a sentence: `a`, `a and b`, `a, b and c`. */
export function inWords(names: readonly string[]): string {
	const last = names.at(-1) ?? '';
	return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
