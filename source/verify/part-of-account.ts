import {accountOf, wholeAccountIn} from '../aws/index.ts';
import {listOf} from '../policy/index.ts';
import {type Blame, blameAt, type CheckStatus, type Found, unknown} from './finding.ts';
import {policyOf, type ResourceDocument, type Situation} from './situation.ts';
import {awsPrincipals} from './statements.ts';

/** What is found where a vendor's article names its whole account, and a policy only some users or roles of it. */
export type PartOfAccount = {readonly names: readonly string[]};
export type PartFindings = {readonly 'part-of-account-trusted': PartOfAccount};

/** Those of some names that are of an account which is the vendor as a whole, without the account itself. */
export function partsOfAccount(
	{narrowerPrincipals}: Situation,
	names: readonly string[],
): readonly string[] {
	const accounts = narrowerPrincipals.flatMap((name) => wholeAccountIn(name) ?? []);
	return names.filter(
		(name) => wholeAccountIn(name) === undefined && accounts.includes(accountOf(name)),
	);
}

/**
 * What is found of a policy that the vendor's own principal is named in. Where its article names a whole account, and only some
 * of it are let in, who of them does the work is not known from here: what they may do is a doubt then, and what none of them
 * may do is missing.
 */
export function orPartOfAccount<Finding extends {readonly status: CheckStatus}>(
	situation: Situation,
	id: Exclude<ResourceDocument, 'trust-policy'>,
	judge: (situation: Situation) => Finding,
): Finding | Found<'part-of-account-trusted', PartOfAccount> {
	const finding = judge(situation);
	const parts =
		finding.status === 'fail' && !situation.isCustomerRole ? partsLetIn(situation, id) : [];
	const judged = parts.map((part) => ({...part, finding: judge(asPart(situation, part.name))}));
	const able = judged.filter(({finding: {status}}) => status !== 'fail');
	const [first] = able;
	return first === undefined
		? (judged[0]?.finding ?? finding)
		: unknown(
				'part-of-account-trusted',
				{names: able.map(({name}) => name)},
				{blame: first.statement},
			);
}

/**
 * The situation that a finding about a statement is judged in: as if the article named the one of the vendor's account whom the
 * statement names, where it names no more of it.
 */
export function asNamedBy(situation: Situation, {document, index}: Blame): Situation {
	if (document !== 'bucket-policy' && document !== 'key-policy') {
		return situation;
	}

	const seen = policyOf(situation, document);
	const statement = seen.state === 'there' ? listOf(seen.document.Statement)[index] : undefined;
	const names = statement === undefined ? [] : awsPrincipals(statement);
	const isNamed = situation.narrowerPrincipals.some((name) => names.includes(name));
	const [part] = isNamed ? [] : partsOfAccount(situation, names);
	return part === undefined || situation.isCustomerRole ? situation : asPart(situation, part);
}

function partsLetIn(
	situation: Situation,
	id: ResourceDocument,
): {readonly name: string; readonly statement: Blame}[] {
	const seen = policyOf(situation, id);
	if (seen.state !== 'there') {
		return [];
	}

	const parts = listOf(seen.document.Statement).flatMap((statement, index) =>
		statement.Effect === 'Allow'
			? partsOfAccount(situation, awsPrincipals(statement)).map(
					(name) => [name, blameAt(id, seen.document, index)] as const,
				)
			: [],
	);
	return [...new Map(parts)].map(([name, statement]) => ({name, statement}));
}

/** The same, as if the article named this one of the vendor's account. */
function asPart(situation: Situation, name: string): Situation {
	return {
		...situation,
		profile: {...situation.profile, principal: {from: 'article', arn: name}},
		principal: name,
		vendorPrincipals: [name],
		narrowerPrincipals: [name],
	};
}
