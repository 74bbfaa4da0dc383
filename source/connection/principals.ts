import {accountRootArn, isAccountId} from '../aws/index.ts';
import {UserError} from '../errors.ts';
import type {StatedConnection} from './fields.ts';
import {principalList} from './principal-rules.ts';
import type {PrincipalTerms, VendorTerms} from './vendor-terms.ts';

/** One or more ARNs. */
export type Principals = readonly [string, ...string[]];

/**
 * Who at the vendor gets access by this connection: users and roles, or a whole account as `arn:aws:iam::ACCOUNT:root`.
 * UserError where the connection does not say it, which no checked one leaves out.
 */
export function vendorPrincipals(
	connection: Pick<StatedConnection, 'principal' | 'inputs'>,
	{name, principal: terms}: Pick<VendorTerms, 'principal'> & Partial<Pick<VendorTerms, 'name'>>,
): Principals {
	const [first, ...others] = named(connection, terms);
	if (first === undefined) {
		throw new UserError(
			`The connection does not say which user, role or account of ${name ?? 'the vendor'} gets access.`,
		);
	}

	return [first, ...others];
}

function named(
	{principal, inputs}: Pick<StatedConnection, 'principal' | 'inputs'>,
	terms: PrincipalTerms,
): string[] {
	switch (terms.from) {
		case 'article':
			return [terms.arn];
		case 'choice':
			return terms.choices.filter(({value}) => value === inputs[terms.input]).map(({arn}) => arn);
		case 'product':
			return principalList(principal ?? '').map((one) =>
				isAccountId(one) ? accountRootArn(one) : one,
			);
	}
}

/** All whom a profile itself names; none where each customer has its own. */
export function principalsInProfile(terms: PrincipalTerms | undefined): string[] {
	switch (terms?.from) {
		case 'article':
			return [terms.arn, ...(terms.narrower === undefined ? [] : [terms.narrower])];
		case 'choice':
			return terms.choices.map(({arn}) => arn);
		default:
			return [];
	}
}

/** Whom the vendor's statements name in a narrower document, where the vendor names one of its account for that. */
export function narrowerPrincipals(
	connection: Pick<StatedConnection, 'principal' | 'inputs'>,
	profile: Pick<VendorTerms, 'principal'>,
): Principals {
	const {principal: terms} = profile;
	return terms.from === 'article' && terms.narrower !== undefined
		? [terms.narrower]
		: vendorPrincipals(connection, profile);
}
