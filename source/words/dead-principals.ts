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
		reason: `In the ${documentNames[statement.document]} ${statementName(statement)} names ${inWords(ids)} instead of ${principal}. AWS shows such an ID where a user or role was deleted; one that was created again under the same name is not meant by it.`,
		fix: `Put ${principal} into that statement and save the policy, even if the role has its old name again. ${refusalInWords(refusal)}`.trim(),
	}),
	'names-deleted-other': ({statement, ids}: DeadFindings['names-deleted-other']) => ({
		reason: `The vendor is let in, but in the ${documentNames[statement.document]} ${statementName(statement)} names ${inWords(ids)}: a user or role that was deleted. AWS refuses to save the policy as long as that stands in it.`,
		fix: 'Take it out. If the user or role exists again, put its ARN there instead.',
	}),
};

/** What to add to the finding that the vendor is not let in: that a statement of a deleted one could have been its own. */
export function perhapsVendors(dead: DeadPrincipal | undefined): string {
	return dead === undefined
		? ''
		: ` But ${statementName(dead.statement)} names ${inWords(dead.ids)}, a user or role that was deleted; perhaps that was meant for the vendor.`;
}
