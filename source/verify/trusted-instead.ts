import {accountOf, isAccountId} from '../aws/index.ts';
import {listOf} from '../policy/index.ts';
import {differenceInWords, shown} from '../words/differences.ts';
import {inWords} from '../words/lists.ts';
import type {FindingCode} from './codes.ts';
import {differenceBetween} from './differences.ts';
import type {Situation} from './situation.ts';
import type {TrustStatement} from './trust-statements.ts';

/** Why the vendor is not trusted: whom the trust policy trusts instead, and which statement that is. */
export function whyNotTrusted(
	{profile}: Situation,
	statements: readonly TrustStatement[],
): {readonly code: FindingCode; readonly reason: string; readonly index?: number} {
	const allows = statements.filter(({statement}) => statement.Effect === 'Allow');
	const withVendor = allows.find(({names}) =>
		names.some(({as}) => as === 'vendor' || as === 'account'),
	);
	if (withVendor !== undefined) {
		const actions = inWords(listOf(withVendor.statement.Action ?? withVendor.statement.NotAction));
		const verb = withVendor.statement.Action === undefined ? 'everything except' : 'only';
		return {
			code: 'assume-role-not-allowed',
			reason: `The trust policy names ${profile.name}, but allows ${verb} ${actions}; ${profile.name} needs sts:AssumeRole.`,
			index: withVendor.index,
		};
	}

	const assuming = allows.filter(({coversAssumeRole}) => coversAssumeRole);
	const named = assuming.flatMap(({index, names}) =>
		names.map(({name, as}) => ({name, as, index})),
	);
	const dead = named.find(({as}) => as === 'dead');
	if (dead !== undefined) {
		return {
			code: 'names-deleted-vendor',
			reason: `The trust policy names ${dead.name} where the vendor should stand. AWS shows such an ID once a user or role was deleted, and one that was created again under the same name is not meant by it.`,
			index: dead.index,
		};
	}

	const code = 'vendor-not-trusted';
	if (named.some(({as}) => as === 'everybody')) {
		const everybody = named.find(({as}) => as === 'everybody');
		return {
			code,
			reason: `The trust policy does not name ${profile.name}: it trusts ${everybody?.name === '*' ? 'everybody (*)' : everybody?.name}.`,
			...(everybody !== undefined && {index: everybody.index}),
		};
	}

	const denying = statements.find(
		({statement, names}) =>
			statement.Effect === 'Deny' && names.some(({as}) => as === 'vendor' || as === 'account'),
	);
	if (named.length === 0) {
		return denying === undefined
			? {
					code,
					reason: `No statement of the trust policy lets anybody take the role by sts:AssumeRole.`,
				}
			: {
					code,
					reason: `The only statement of the trust policy about ${profile.name} has the Effect "Deny" where "Allow" is needed.`,
					index: denying.index,
				};
	}

	const nearest = named
		.map((item) => ({...item, ...distance(profile.principal, item.name)}))
		.toSorted((one, other) => one.rank - other.rank)[0];
	const others = inWords([...new Set(named.map(({name}) => shown(name)))]);
	return {
		code,
		reason: `The trust policy does not name ${profile.name} (${profile.principal}): it trusts ${others}${nearest?.words ? `; ${nearest.words}` : ''}.`,
		...(nearest !== undefined && {index: nearest.index}),
	};
}

/** How near a name comes to the vendor's, and what is wrong with it; the lower the rank, the nearer. */
function distance(vendor: string, name: string): {readonly rank: number; readonly words: string} {
	const account = accountOf(vendor);
	const given = isAccountId(name) ? name : accountOf(name);
	if (given === account) {
		const difference = differenceBetween(vendor, name);
		return {
			rank: 1,
			words:
				difference.kind === 'other'
					? "that is somebody else in the vendor's account"
					: differenceInWords(difference),
		};
	}

	if (!isAccountId(given)) {
		return {rank: 4, words: ''};
	}

	const difference = differenceBetween(account, given);
	return difference.kind === 'other'
		? {rank: 3, words: ''}
		: {rank: 2, words: `in the account number ${differenceInWords(difference)}`};
}

/** Whether a name is the vendor's with a slip in its account number, rather than somebody else. */
export function isMistyped(vendor: string, name: string): boolean {
	const {rank} = distance(vendor, name);
	return rank === 2;
}
