import {accountInArn} from '../aws/index.ts';
import {isDeadPrincipal} from '../documents/index.ts';
import {
	listOf,
	matchesWildcard,
	type PolicyDocument,
	type Statement,
	type Ternary,
} from '../policy/index.ts';
import {type ConditionTest, withTests} from './condition-words.ts';
import {vendorTaking} from './request-sets.ts';
import type {Situation} from './situation.ts';
import {principalsOf} from './statement-words.ts';
import {findTaking} from './trust-rulings.ts';

/** Whom a name in a trust policy means, seen from the vendor. `dead` is somebody who was deleted. */
type TrustedAs = 'vendor' | 'account' | 'dead' | 'everybody' | 'other';

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
	readonly names: readonly {readonly name: string; readonly as: TrustedAs}[];
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

/** The statements of a trust policy with whom they name. */
export function trustStatements(document: PolicyDocument, situation: Situation): TrustStatement[] {
	const {profile} = situation;
	return listOf(document.Statement).map((statement, index) => {
		const {Principal, NotPrincipal} = statement;
		const names: TrustStatement['names'] =
			NotPrincipal === undefined
				? principalsOf(Principal).map((name) => ({
						name,
						as: trustedAs(name, profile.principal),
					}))
				: [
						{
							name: `everybody except ${principalsOf(NotPrincipal).join(', ')} (by NotPrincipal, which IAM does not take in a trust policy)`,
							as: 'everybody',
						},
					];
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
	const {answer} = findTaking(situation, [vendorTaking(situation, 'any')], {
		Version: '2012-10-17',
		Statement: [about],
	});
	return answer === 'unknown' ? 'unknown' : answer === 'some';
}

function trustedAs(name: string, vendor: string): TrustedAs {
	const account = accountInArn(vendor);
	if (name === vendor) {
		return 'vendor';
	}

	if (name === account || name === `arn:aws:iam::${account}:root`) {
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
