import {listOf, type PolicyDocument} from '../policy/index.ts';
import type {Blame, Situation} from '../verify/index.ts';

/** Whether the statement that a check holds responsible denies something. */
export function isDenial(situation: Situation, blame: Blame | undefined): boolean {
	const document = blame && documentOf(situation, blame);
	return document !== undefined && listOf(document.Statement)[blame?.index ?? 0]?.Effect === 'Deny';
}

function documentOf(situation: Situation, {document, policy}: Blame): PolicyDocument | undefined {
	const {rolePolicies, trustPolicy, bucketPolicy, keyPolicy, boundary} = situation;
	if (document === 'role-policy') {
		return rolePolicies.state === 'there'
			? rolePolicies.policies.find(({name}) => name === policy)?.document
			: undefined;
	}

	const seen = {
		'trust-policy': trustPolicy,
		'bucket-policy': bucketPolicy,
		'key-policy': keyPolicy,
		boundary,
	}[document];
	return seen.state === 'there' ? seen.document : undefined;
}
