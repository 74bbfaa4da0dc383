import {isDeadPrincipal} from '../documents/index.ts';
import {listOf, type PolicyDocument, type Statement} from '../policy/index.ts';
import {inWords} from '../words/lists.ts';
import {statementName} from '../words/statements.ts';
import {correctedPolicy, isVendorStatement, type MergeableId} from './corrected-policy.ts';
import {awsPrincipals} from './principals.ts';
import type {Situation} from './situation.ts';
import {blameAt, type Finding, fail, warn} from './worded.ts';

/** A statement that names a user or role which was deleted. */
export type DeadPrincipal = {
	/** 0-based place of the statement. */
	readonly index: number;
	readonly statement: Statement;
	/** What stands in place of the ARN, e.g. `AROAEXAMPLEID`. */
	readonly ids: readonly string[];
	/** Whether the statement is the vendor's. */
	readonly isVendors: boolean;
};

const names: Readonly<Record<MergeableId, string>> = {
	'bucket-policy': 'bucket policy',
	'key-policy': 'key policy',
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
		return ids.length === 0 ? [] : [{index, statement, ids, isVendors}];
	});
}

/** The finding where the vendor's own statement names somebody who was deleted. */
export function deadVendor(
	situation: Situation,
	id: MergeableId,
	title: string,
	{index, ids, statement}: DeadPrincipal,
): Finding {
	const {correction, refusal = ''} = correctedPolicy(situation, id);
	return fail(
		title,
		`In the ${names[id]} ${statementName({sid: statement.Sid, index})} names ${inWords(ids)} instead of ${situation.principal}. AWS shows such an ID where a user or role was deleted; one that was created again under the same name is not meant by it.`,
		`Put ${situation.principal} into that statement and save the policy, even if the role has its old name again. ${refusal}`.trim(),
		{
			code: 'names-deleted-vendor',
			blame: {document: id, sid: statement.Sid ?? '', index},
			correction,
		},
	);
}

/** The finding where all is well but for somebody else's statement, which names somebody who was deleted. */
export function deadStranger(
	situation: Situation,
	id: MergeableId,
	title: string,
	document: PolicyDocument,
	{index, ids}: DeadPrincipal,
): Finding {
	const blame = blameAt(id, document, index);
	return warn(
		title,
		`The vendor is let in, but in the ${names[id]} ${statementName(blame)} names ${inWords(ids)}: a user or role that was deleted. AWS refuses to save the policy as long as that stands in it.`,
		'Take it out. If the user or role exists again, put its ARN there instead.',
		{code: 'names-deleted-other', blame, correction: correctedPolicy(situation, id).correction},
	);
}

/** What to add to the finding that the vendor is not let in: that a statement of a deleted one could have been its own. */
export function perhapsVendors(dead: DeadPrincipal | undefined): string {
	if (dead === undefined) {
		return '';
	}

	const {ids, index, statement} = dead;
	return ` But ${statementName({sid: statement.Sid, index})} names ${inWords(ids)}, a user or role that was deleted; perhaps that was meant for the vendor.`;
}
