import {isDeadPrincipal} from '../documents/index.ts';
import {listOf, type PolicyDocument} from '../policy/index.ts';
import {
	type CorrectionRefusal,
	correctedPolicy,
	isVendorStatement,
	type MergeableId,
} from './corrected-policy.ts';
import {type Blame, blameAt, type Found, fail, warn} from './finding.ts';
import type {Situation} from './situation.ts';
import {awsPrincipals} from './statements.ts';

/** A statement that names a user or role which was deleted. */
export type DeadPrincipal = {
	readonly statement: Blame;
	/** What stands in place of the ARN, e.g. `AROAEXAMPLEID`. */
	readonly ids: readonly string[];
	/** Whether the statement is the vendor's. */
	readonly isVendors: boolean;
};

/** Why there is no corrected policy to paste, where one cannot be made. */
export type Uncorrected = {readonly refusal: CorrectionRefusal | undefined};

/** What is found where a policy names somebody who was deleted. */
export type DeadFindings = {
	readonly 'names-deleted-vendor': DeadPrincipal & Uncorrected;
	readonly 'names-deleted-other': DeadPrincipal;
};

/**
 * The statements of a policy that name somebody who was deleted. AWS stores a user or role by its unique ID; once it is
 * deleted, the policy shows that ID, and a new one of the same name is not meant by it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function deadPrincipals(
	situation: Situation,
	id: MergeableId,
	document: PolicyDocument,
): DeadPrincipal[] {
	return listOf(document.Statement).flatMap((statement, index) => {
		const ids = awsPrincipals(statement).filter((principal) => isDeadPrincipal(principal));
		const isVendors = isVendorStatement(situation, id, statement);
		return ids.length === 0 ? [] : [{statement: blameAt(id, document, index), ids, isVendors}];
	});
}

/** The finding where the vendor's own statement names somebody who was deleted. */
export function deadVendor(
	situation: Situation,
	id: MergeableId,
	dead: DeadPrincipal,
): Found<'names-deleted-vendor', DeadFindings['names-deleted-vendor']> {
	const {correction, refusal} = correctedPolicy(situation, id);
	return fail('names-deleted-vendor', {...dead, refusal}, {blame: dead.statement, correction});
}

/** The finding where all is well but for somebody else's statement, which names somebody who was deleted. */
export function deadStranger(
	situation: Situation,
	id: MergeableId,
	dead: DeadPrincipal,
): Found<'names-deleted-other', DeadFindings['names-deleted-other']> {
	const {correction} = correctedPolicy(situation, id);
	return warn('names-deleted-other', dead, {blame: dead.statement, correction});
}
