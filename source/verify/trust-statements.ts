import {accountInArn, isSamePrincipal, wholeAccountIn} from '../aws/index.ts';
import {isDeadPrincipal} from '../documents/index.ts';
import {
	listOf,
	matchesWildcard,
	type PolicyDocument,
	type Statement,
	type Ternary,
} from '../policy/index.ts';
import type {Requester} from '../policy/sets/index.ts';
import {outsideRequests} from './outsiders.ts';
import {isForAlone} from './own-statement.ts';
import {askOf, requestsOf, vendorTaking} from './request-sets.ts';
import {
	type AllRuling,
	findIn,
	findInAny,
	type Policies,
	ruleOnAll,
	type SetRuling,
	trustPolicies,
} from './rulings.ts';
import type {Situation} from './situation.ts';
import {type ConditionTest, principalsOf, withTests} from './statements.ts';

/** Whom a name in a trust policy means, seen from the vendor. `dead` is somebody who was deleted. */
type TrustedAs = 'vendor' | 'account' | 'dead' | 'everybody' | 'other';

export type TrustedName = {
	readonly name: string;
	readonly as: TrustedAs;
	/** Whom a NotPrincipal leaves out of everybody. */
	readonly except?: readonly string[];
};

/** What lets the vendor past a statement of the trust policy that keeps it out, and nobody else. */
export type TrustRemedy = 'make-exception' | 'change-statement' | 'add-statement';

export type TrustStatement = {
	/** 0-based place in the trust policy. */
	readonly index: number;
	readonly statement: Statement;
	/** Whether it speaks about sts:AssumeRole. */
	readonly coversAssumeRole: boolean;
	/**
	 * Whether the vendor is among those whom an Allow means, by its principal and by what it asks about the principal, such
	 * as `aws:PrincipalArn`: what it asks besides is not looked at.
	 */
	readonly meansVendor: Ternary;
	readonly names: readonly TrustedName[];
};

/** Whether a condition test is about the external ID, under its right key or one that was meant to be it. */
export function isExternalIdTest({key}: ConditionTest): boolean {
	return /external[-_ ]?id/i.test(key);
}

/** Whether a condition key is the one that AWS compares the external ID with; its case does not count. */
export function isExternalIdKey({key}: ConditionTest): boolean {
	return key.toLowerCase() === 'sts:externalid';
}

/** Whether a condition test asks for multi-factor authentication. */
export function isMfaTest({key}: ConditionTest): boolean {
	return /^aws:MultiFactorAuth(?:Present|Age)$/i.test(key);
}

/** The statement without any action: unlike one that is taken out, it leaves the others in their places. */
export function emptied({Action: _action, ...statement}: Statement): Statement {
	return {...statement, NotAction: '*'};
}

/** The statements of a trust policy with whom they name. */
export function trustStatements(document: PolicyDocument, situation: Situation): TrustStatement[] {
	return listOf(document.Statement).map((statement, index) => {
		const {Principal, NotPrincipal} = statement;
		const names: readonly TrustedName[] =
			NotPrincipal === undefined
				? principalsOf(Principal).map((name) => ({
						name,
						as: trustedAs(name, situation),
					}))
				: [{name: '*', as: 'everybody', except: principalsOf(NotPrincipal)}];
		return {
			index,
			statement,
			coversAssumeRole: covers(statement),
			meansVendor: meansVendor(situation, statement, names),
			names,
		};
	});
}

/** Whether a statement allows the vendor to take the role, whatever its condition says. */
export function trustsVendor({
	statement,
	coversAssumeRole,
	meansVendor: means,
	names,
}: TrustStatement): boolean {
	return (
		statement.Effect === 'Allow' &&
		coversAssumeRole &&
		means !== false &&
		names.some(({as}) => as === 'vendor' || as === 'account' || as === 'everybody')
	);
}

/** What to do about a statement of the trust policy, by its 0-based place, that keeps the vendor out. */
export function remedyAt(
	{vendorPrincipals}: Situation,
	document: PolicyDocument,
	index: number,
): TrustRemedy {
	const statement = listOf(document.Statement)[index];
	if (statement?.Effect === 'Deny') {
		return 'make-exception';
	}

	return statement === undefined || isForAlone(vendorPrincipals, statement)
		? 'change-statement'
		: 'add-statement';
}

function meansVendor(
	situation: Situation,
	statement: Statement,
	names: TrustStatement['names'],
): Ternary {
	if (!names.some(({as}) => as === 'vendor' || as === 'account' || as === 'everybody')) {
		return false;
	}

	const about: Statement = {
		...withTests(statement, ({key}) => /^aws:(?:Principal|username$|userid$)/i.test(key)),
		Effect: 'Allow',
	};
	const {answer} = findTaking(situation, vendorTaking(situation, 'any'), {
		Version: '2012-10-17',
		Statement: [about],
	});
	return answer === 'unknown' ? 'unknown' : answer === 'some';
}

function trustedAs(name: string, {narrowerPrincipals, vendorPrincipals}: Situation): TrustedAs {
	if (narrowerPrincipals.some((one) => isSamePrincipal(one, name))) {
		return 'vendor';
	}

	// Also where the article names it: the vendor names somebody narrower.
	const account = wholeAccountIn(name);
	if (vendorPrincipals.some((one) => account !== undefined && accountInArn(one) === account)) {
		return 'account';
	}

	return name === '*' ? 'everybody' : isDeadPrincipal(name) ? 'dead' : 'other';
}

function covers({Action, NotAction}: Statement): boolean {
	const names = (patterns: Statement['Action']) =>
		listOf(patterns).some((pattern) =>
			matchesWildcard(pattern, 'sts:AssumeRole', {ignoreCase: true}),
		);
	return Action === undefined ? !names(NotAction) : names(Action);
}

/** What a trust policy, by default the role's own, says to all who take the role by AssumeRole. */
export function ruleOnTaking(
	situation: Situation,
	requesters: readonly Requester[],
	document?: PolicyDocument,
): AllRuling {
	const asks = [askOf(situation, 'sts:AssumeRole', 'role')];
	return ruleOnAll(
		requestsOf(situation, 'role', requesters, asks),
		document === undefined ? trustPolicies(situation) : policiesOf(document),
	);
}

/** Whether any of the requesters can take the role by AssumeRole. */
export function findTaking(
	situation: Situation,
	requesters: readonly Requester[],
	document?: PolicyDocument,
): SetRuling {
	return findIn(
		'allowed',
		requestsOf(situation, 'role', requesters, [askOf(situation, 'sts:AssumeRole', 'role')]),
		document === undefined ? trustPolicies(situation) : policiesOf(document),
	);
}

/** Whether anybody who has nothing to do with the connection can take the role, in whatever way. */
export function findOutsidersTaking(situation: Situation, document?: PolicyDocument): SetRuling {
	return findInAny(
		'allowed',
		outsideRequests(situation, 'role'),
		document === undefined ? trustPolicies(situation) : policiesOf(document),
	);
}

function policiesOf(document: PolicyDocument): Policies {
	return {
		set: {
			identity: 'unseen',
			resource: {name: 'trust-policy', document},
			resourceKind: 'trust',
		},
		unseen: [],
	};
}
