import type {AccessRequest} from '../policy/index.ts';
import type {FindingCode} from './codes.ts';
import type {Situation} from './situation.ts';
import type {Blame, CheckStatus, CheckWitness, Correction} from './types.ts';

/** What a check found, in words already. */
export type Finding = {
	readonly status: CheckStatus;
	readonly required: boolean;
	readonly title: string;
	readonly reason: string;
	readonly fix: string;
	readonly code: FindingCode;
	readonly witness?: CheckWitness;
	readonly actions?: readonly string[];
	readonly blame?: Blame;
	readonly correction?: Correction;
};

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
	status: CheckStatus,
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

export {blameAt, blameOf} from './finding.ts';
