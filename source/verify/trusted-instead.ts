import {accountOf, isAccountId} from '../aws/index.ts';
import {type Difference, differenceBetween, type Principals} from '../connection/index.ts';
import {listOf} from '../policy/index.ts';
import type {Situation} from './situation.ts';
import type {TrustedName, TrustStatement} from './trust-statements.ts';

/** What keeps a name from being the vendor's, though it comes near to it. */
export type NearMiss = {
	/** What differs: the number of the account, or what stands behind the right one. */
	readonly part: 'account' | 'name';
	readonly difference: Difference;
};

/** Whom or what a trust policy that leaves the vendor out allows instead; `index` is the place of the statement. */
export type TrustedInstead =
	/** The vendor is named, but for these actions alone, or for all but these. */
	| {
			readonly kind: 'other-actions';
			readonly actions: readonly string[];
			readonly areExcluded: boolean;
			readonly index: number;
	  }
	| {readonly kind: 'deleted'; readonly name: string; readonly index: number}
	| {readonly kind: 'everybody'; readonly whom: TrustedName; readonly index: number}
	| {readonly kind: 'nobody'}
	/** Nobody, and the vendor is named in a Deny. */
	| {readonly kind: 'denied'; readonly index: number}
	| {
			readonly kind: 'others';
			readonly names: readonly string[];
			/** What is wrong with the name that comes nearest to the vendor's. */
			readonly nearMiss?: NearMiss;
			/** The statement with that name. */
			readonly index: number;
	  };

/** Whom the trust policy trusts in place of the vendor. */
export function trustedInstead(
	{vendorPrincipals}: Situation,
	statements: readonly TrustStatement[],
): TrustedInstead {
	const allows = statements.filter(({statement}) => statement.Effect === 'Allow');
	const withVendor = allows.find((statement) => namesVendor(statement));
	if (withVendor !== undefined) {
		const {Action, NotAction} = withVendor.statement;
		return {
			kind: 'other-actions',
			actions: listOf(Action ?? NotAction),
			areExcluded: Action === undefined,
			index: withVendor.index,
		};
	}

	const named = allows
		.filter(({coversAssumeRole}) => coversAssumeRole)
		.flatMap(({index, names}) => names.map((whom) => ({whom, index})));
	const dead = named.find(({whom}) => whom.as === 'dead');
	if (dead !== undefined) {
		return {kind: 'deleted', name: dead.whom.name, index: dead.index};
	}

	const everybody = named.find(({whom}) => whom.as === 'everybody');
	if (everybody !== undefined) {
		return {kind: 'everybody', ...everybody};
	}

	const [nearest] = named
		.map(({whom: {name}, index}) => ({index, ...nearness(vendorPrincipals, name)}))
		.toSorted((one, other) => one.rank - other.rank);
	if (nearest === undefined) {
		const denying = statements.find(
			(item) => item.statement.Effect === 'Deny' && namesVendor(item),
		);
		return denying === undefined ? {kind: 'nobody'} : {kind: 'denied', index: denying.index};
	}

	const {nearMiss, index} = nearest;
	return {
		kind: 'others',
		names: [...new Set(named.map(({whom}) => whom.name))],
		...(nearMiss !== undefined && {nearMiss}),
		index,
	};
}

function namesVendor({names}: TrustStatement): boolean {
	return names.some(({as}) => as === 'vendor' || as === 'account');
}

type Nearness = {readonly rank: number; readonly nearMiss?: NearMiss};

/** How near a name comes to that of the vendor's to which it is nearest. */
function nearness(vendors: Principals, name: string): Nearness {
	const [first, ...others] = vendors;
	return others
		.map((vendor) => distance(vendor, name))
		.reduce((best, one) => (one.rank < best.rank ? one : best), distance(first, name));
}

/** How near a name comes to the vendor's, and what is wrong with it; the lower the rank, the nearer. */
function distance(vendor: string, name: string): Nearness {
	const account = accountOf(vendor);
	const given = isAccountId(name) ? name : accountOf(name);
	if (given === account) {
		return {rank: 1, nearMiss: {part: 'name', difference: differenceBetween(vendor, name)}};
	}

	// A number that lost its leading zeros in a spreadsheet; AWS takes no such ARN.
	if (/^\d{9,11}$/.test(given) && given.padStart(12, '0') === account) {
		return {rank: 2, nearMiss: {part: 'account', difference: differenceBetween(account, given)}};
	}

	if (!isAccountId(given)) {
		return {rank: 4};
	}

	const difference = differenceBetween(account, given);
	return difference.kind === 'other'
		? {rank: 3}
		: {rank: 2, nearMiss: {part: 'account', difference}};
}

/** Whether a name is the vendor's with a slip in its account number, rather than somebody else. */
export function isMistyped({vendorPrincipals}: Pick<Situation, 'vendorPrincipals'>, name: string) {
	return nearness(vendorPrincipals, name).nearMiss?.part === 'account';
}
