import {accountInArn, isAccountId} from '../aws/index.ts';
import {isDeadPrincipal, type VendorTerms, vendorTerms} from '../documents/index.ts';
import type {Principal, Statement} from '../policy/index.ts';
import type {ResourceDocument, Situation} from './situation.ts';
import {awsPrincipals, type ConditionTest, testsOf, withTests} from './statements.ts';

/** A statement taken apart: what it says of others, and of the vendor. */
export type SplitStatement = {
	/** Undefined where it is about nobody but the vendor. */
	readonly others: Statement | undefined;
	/** What it gives the vendor, and for this customer alone. */
	readonly vendors: Statement;
};

/** What else is taken out. */
export type Splitting = {
	/** Further names that were meant to be the vendor. */
	readonly alsoRemoved?: (name: string) => boolean;
	/** Whether all of a statement goes that is about everybody and does not say whom it means. */
	readonly endsEverybody?: boolean;
};

// Keys that say who asks, and so whom a statement about everybody means.
const principalKeys = /^(?:aws:PrincipalArn|aws:PrincipalAccount|kms:CallerAccount)$/i;
const naming = /^(?:ForAnyValue:)?(?:String(?:Equals|Like|EqualsIgnoreCase)|Arn(?:Equals|Like))$/;

/**
 * Takes the vendor out of an Allow statement of a policy, and says what a statement of its own for this customer would be
 * that gives no more than this one does. Undefined where the statement does not say for whom it is: then all of it would
 * have to go.
 */
export function splitStatement(
	situation: Situation,
	id: ResourceDocument,
	statement: Statement,
	{alsoRemoved = () => false, endsEverybody = false}: Splitting = {},
): SplitStatement | undefined {
	const {connection, profile, principal} = situation;
	const terms = vendorTerms(id, connection, profile);
	const [first, ...others] = situation.narrowerPrincipals;
	const own = id !== 'trust-policy' ? principal : others.length === 0 ? first : [first, ...others];
	const isVendors = (name: string) =>
		isOfVendor(situation, name) || isDeadPrincipal(name) || alsoRemoved(name);
	if (statement.Effect !== 'Allow' || statement.NotPrincipal !== undefined) {
		return undefined;
	}

	const names = awsPrincipals(statement);
	if (!names.includes('*')) {
		const kept = names.filter((name) => !isVendors(name));
		return kept.length === names.length
			? undefined
			: {
					others: withNames(statement, kept),
					vendors: forCustomer({...statement, Principal: {AWS: own}}, terms),
				};
	}

	const tests = testsOf(statement).filter(
		({operator, key}) => naming.test(operator) && principalKeys.test(key),
	);
	const [test] = tests.filter(({values}) => values.some((value) => isVendors(value)));
	if (test === undefined) {
		return endsEverybody
			? {others: undefined, vendors: forCustomer({...statement, Principal: {AWS: own}}, terms)}
			: undefined;
	}

	const kept = test.values.filter((value) => !isVendors(value));
	return {
		others: kept.length === 0 ? undefined : withValues(statement, test, kept),
		vendors: forCustomer(
			{...withTests(statement, (one) => !isSame(one, test)), Principal: {AWS: own}},
			terms,
		),
	};
}

/** Whether a name is the vendor's principal, another one of its account, or the account. */
function isOfVendor(
	{vendorPrincipals, principal, isCustomerRole}: Situation,
	name: string,
): boolean {
	const accounts = vendorPrincipals.map((one) => accountInArn(one));
	const account = isAccountId(name) ? name : accountInArn(name);
	return (
		(isCustomerRole && name === principal) || (account !== undefined && accounts.includes(account))
	);
}

function isSame(one: ConditionTest, other: ConditionTest): boolean {
	return one.operator === other.operator && one.key === other.key;
}

/** The statement without the names that are not kept; undefined where it names nobody then. */
function withNames(statement: Statement, kept: readonly string[]): Statement | undefined {
	const {Principal} = statement;
	if (Principal === undefined || Principal === '*') {
		return undefined;
	}

	const {AWS: _aws, ...others} = Principal;
	const [first] = kept;
	const left: Principal = {
		...others,
		...(first !== undefined && {AWS: kept.length === 1 ? first : kept}),
	};
	return Object.keys(left).length === 0 ? undefined : {...statement, Principal: left};
}

function withValues(
	statement: Statement,
	{operator, key}: ConditionTest,
	kept: readonly string[],
): Statement {
	const {Condition = {}} = statement;
	const [first = ''] = kept;
	const tests = {...Condition[operator], [key]: kept.length === 1 ? first : kept};
	return {...statement, Condition: {...Condition, [operator]: tests}};
}

/** The statement for this customer alone: with the customer's ID in place of whatever it asks of it. */
function forCustomer(
	statement: Statement,
	{key, spelling, value, isTrust}: VendorTerms,
): Statement {
	if (key === undefined || spelling === undefined || value === undefined) {
		return statement;
	}

	const rest = withTests(
		statement,
		(test) => test.key.toLowerCase() !== key && !(isTrust && /external[-_ ]?id/i.test(test.key)),
	);
	const {Condition = {}} = rest;
	return {
		...rest,
		Condition: {...Condition, StringEquals: {...Condition.StringEquals, [spelling]: value}},
	};
}
