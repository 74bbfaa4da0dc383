import {accountInArn, wholeAccountIn} from '../../aws/index.ts';
import {listOf, type PolicyDocument, type Statement} from '../../policy/index.ts';

/**
 * A policy as whoever wrote it meant it, so that two can be compared: a Deny that spares somebody by NotPrincipal spares
 * the sessions of a role too, which AWS leaves open. An account beside one of its principals only stands there because
 * AWS asks for it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function asMeant(document: PolicyDocument): PolicyDocument {
	return {...document, Statement: listOf(document.Statement).map((statement) => meant(statement))};
}

function meant(statement: Statement): Statement {
	const {NotPrincipal, ...rest} = statement;
	if (NotPrincipal === undefined || statement.Effect !== 'Deny' || NotPrincipal === '*') {
		return statement;
	}

	const names = listOf(NotPrincipal.AWS);
	const arns = names.filter((name) => wholeAccountIn(name) === undefined);
	const accounts = names
		.flatMap((name) => wholeAccountIn(name) ?? [])
		.filter((account) => !arns.some((arn) => accountInArn(arn) === account));
	const {Condition = {}} = statement;
	return {
		...rest,
		Principal: '*',
		Condition: {
			...Condition,
			...(arns.length > 0 && {
				ArnNotEquals: {...Condition.ArnNotEquals, 'aws:PrincipalArn': arns},
			}),
			...(accounts.length > 0 && {
				StringNotEquals: {...Condition.StringNotEquals, 'aws:PrincipalAccount': accounts},
			}),
		},
	};
}

/**
 * What the statements say to services, identity providers and canonical users, a text for each: of these nothing is asked
 * one by one, so a change may not touch it.
 */
export function saidToOthers(document: PolicyDocument, effect: Statement['Effect']): Set<string> {
	return new Set(
		listOf(document.Statement).flatMap((statement) => {
			const {Sid: _sid, Principal, ...rest} = statement;
			if (statement.Effect !== effect || Principal === undefined || Principal === '*') {
				return [];
			}

			return (['Service', 'Federated', 'CanonicalUser'] as const).flatMap((kind) =>
				listOf(Principal[kind]).map((name) => JSON.stringify([kind, name, rest])),
			);
		}),
	);
}
