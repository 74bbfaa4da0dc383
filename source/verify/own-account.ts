import type {Snapshot} from '../account/index.ts';
import {accountInArn} from '../aws/index.ts';
import {
	type Connection,
	inSomeAccount,
	type StatedConnection,
	statesAccount,
	vendorPrincipals,
} from '../connection/index.ts';
import type {VendorProfile} from '../vendors/index.ts';

/** The connection with the account that one is signed in to, where it does not state its own and that could be seen. */
export function ownedBy(snapshot: Snapshot, connection: StatedConnection): StatedConnection {
	const {source, identity} = snapshot;
	return statesAccount(connection) || source === 'documents' || identity.status !== 'found'
		? connection
		: {...connection, accountId: identity.value.accountId};
}

/**
 * The connection with each account that may own its bucket, as far as that can make a difference: every one that the
 * snapshot names, the vendor's aside, and first one that it does not name.
 */
export function possibleOwners(
	connection: StatedConnection,
	snapshot: Snapshot,
	profile: VendorProfile,
): readonly [Connection, ...Connection[]] {
	const text = JSON.stringify(snapshot);
	const vendors = vendorPrincipals(connection, profile).map((arn) => accountInArn(arn));
	const named = new Set([
		...[...text.matchAll(/(?<!\d)\d{12}(?!\d)/g)].map(([number]) => number),
		...[...text.matchAll(/(?<![\d?*])[\d?*]+(?![\d?*])/g)].flatMap(([pattern]) => oneBy(pattern)),
	]);
	return [
		inSomeAccount(connection, [text]),
		...[...named]
			.filter((accountId) => !vendors.includes(accountId))
			.map((accountId) => ({...connection, accountId})),
	];
}

/** An account that a pattern of a policy stands for, e.g. `1111*`; none for a text that is no pattern of account numbers. */
function oneBy(pattern: string): string[] {
	const isPattern = /[?*]/.test(pattern) && /\d/.test(pattern);
	const literal = pattern.replaceAll('*', '');
	return isPattern && literal.length <= 12
		? [
				pattern
					.replace('*', '0'.repeat(12 - literal.length))
					.replaceAll('*', '')
					.replaceAll('?', '0'),
			]
		: [];
}
