import {bucketArn} from '../aws/index.ts';
import {buildDocuments, isAboutConnection} from '../documents/index.ts';
import {listOf, type NamedPolicy, type Statement} from '../policy/index.ts';
import {rolePoliciesAllow} from './needed-actions.ts';
import type {Situation} from './situation.ts';

/**
 * Whether the role's policies together allow what the narrower of the vendor's documents does. What denies is
 * somebody else's and no reason to allow the same once more. Statements about this bucket and key alone also count where
 * they ask for something that cannot be known from here: that is how the customer wants them. UserError where the vendor
 * asks for no role policy.
 */
export function roleAllowsAll(situation: Situation): boolean {
	const {rolePolicies, connection, profile} = situation;
	const policies = rolePolicies.state === 'there' ? rolePolicies.policies : [];
	const all = policies.map((policy) => withStatements(policy, ({Effect}) => Effect === 'Allow'));
	const own = policies.map((policy) =>
		withStatements(policy, (statement) => isAboutConnection(statement, connection)),
	);
	const bucket = bucketArn(connection);
	return buildDocuments(connection, profile, {only: 'role-policy', leastPrivilege: true})
		.flatMap(({document}) => listOf(document.Statement))
		.every(({Action, Resource}) =>
			listOf(Action).every((action) =>
				listOf(Resource).every((resource) => {
					const on =
						resource === bucket ? 'bucket' : resource.startsWith(`${bucket}/`) ? 'object' : 'key';
					return (
						rolePoliciesAllow(situation, all, action, on) === 'all' ||
						['all', 'unknown'].includes(rolePoliciesAllow(situation, own, action, on))
					);
				}),
			),
		);
}

function withStatements(
	{name, document}: NamedPolicy,
	isKept: (statement: Statement) => boolean,
): NamedPolicy {
	const Statement = listOf(document.Statement).filter(isKept);
	return {name, document: {...document, Statement}};
}
