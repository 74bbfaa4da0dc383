import {documentNames} from '../aws/index.ts';
import type {About, DeadFindings, DeadPrincipal} from '../verify/index.ts';
import {refusalInWords} from './refusal.ts';
import {inWords, statementName} from './statements.ts';

/** What is said where a policy names somebody who was deleted. */
export const deadWords = {
	'names-deleted-vendor': (
		{statement, ids, refusal}: DeadFindings['names-deleted-vendor'],
		{principal}: About,
	) => ({
		reason: `In the ${documentNames[statement.document]}, ${statementName(statement)} names ${inWords(ids)} instead of ${principal}. AWS shows such an ID after a user or role was deleted. It does not match a new one with the same name.`,
		fix: `Put ${principal} into that statement and save the policy, even if the new role has the old name. ${refusalInWords(refusal)}`.trim(),
	}),
	'names-deleted-other': ({statement, ids}: DeadFindings['names-deleted-other']) => ({
		reason: `The vendor has access, but in the ${documentNames[statement.document]}, ${statementName(statement)} names ${inWords(ids)}: a user or role that was deleted. AWS refuses to save the policy while it names them.`,
		fix: 'Take it out. If the user or role exists again, put its ARN there instead.',
	}),
};

/** What to add to the finding that the vendor is not let in: that a statement of a deleted one could have been its own. */
export function perhapsVendors(dead: DeadPrincipal | undefined): string {
	return dead === undefined
		? ''
		: ` But ${statementName(dead.statement)} names ${inWords(dead.ids)}, a user or role that was deleted. It may have been meant for the vendor.`;
}
