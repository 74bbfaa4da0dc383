import type {Snapshot} from '../account/index.ts';
import {accountInArn} from '../aws/index.ts';
import {
	type Connection,
	inSomeAccount,
	type StatedConnection,
	statesAccount,
	vendorPrincipals,
} from '../connection/index.ts';
import {listOf, type Statement} from '../policy/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {situationOf} from './situation.ts';
import {testsOf} from './statements.ts';

/** The connection with the account that one is signed in to, where it does not state its own and that could be seen. */
export function ownedBy(snapshot: Snapshot, connection: StatedConnection): StatedConnection {
	const {source, identity} = snapshot;
	return statesAccount(connection) || source === 'documents' || identity.status !== 'found'
		? connection
		: {...connection, accountId: identity.value.accountId};
}

/** Accounts that may own the bucket, as far as it can make a difference which one does. */
type PossibleOwners = {
	/** The connection with an account that nobody names, then with each one that is named, the vendor's aside. */
	readonly owners: readonly [Connection, ...Connection[]];
	/** Whether these stand for all accounts: they do unless a policy tells accounts apart by something else than their numbers. */
	readonly areAll: boolean;
};

/** Every account in whose place another one could change an answer about the bucket. */
export function possibleOwners(
	connection: StatedConnection,
	snapshot: Snapshot,
	profile: VendorProfile,
): PossibleOwners {
	const unnamed = inSomeAccount(connection);
	const {bucketPolicy} = situationOf(snapshot, unnamed, profile);
	// From the document as it was understood: its text may spell a digit otherwise.
	const document = bucketPolicy.state === 'there' ? bucketPolicy.document : undefined;
	const text = JSON.stringify([document ?? null, connection]);
	const vendors = vendorPrincipals(connection, profile).map((arn) => accountInArn(arn));
	const named = new Set([...text.matchAll(/(?<!\d)\d{12}(?!\d)/g)].map(([number]) => number));
	return {
		owners: [
			inSomeAccount(connection, [text]),
			...[...named]
				.filter((accountId) => !vendors.includes(accountId))
				.map((accountId) => ({...connection, accountId})),
		],
		areAll:
			named.size <= mostOwners &&
			(document === undefined || listOf(document.Statement).every(tellsByNumber)),
	};
}

/** More take seconds to judge one by one, and a policy that names so many is no usual one. */
const mostOwners = 50;

/** Condition keys whose values are numbers of accounts; the user ID of a root user is one too. */
const accountKeys =
	/^(?:aws:(?:principalaccount|resourceaccount|sourceaccount|userid)|s3:(?:resourceaccount|dataaccesspointaccount))$/i;
/** Condition keys whose values are ARNs with an account. */
const arnKeys =
	/^(?:aws:(?:principalarn|sourcearn)|s3:(?:dataaccesspointarn|accessgrantsinstancearn))$/i;
/** Operators that compare with the whole value, or, where it has a wildcard, with its pattern. */
const comparing =
	/^(?:for(?:any|all)values:)?(?:(?:string|arn)(?:not)?(?:equals|like)|stringequalsignorecase|stringnotequalsignorecase|null)/i;

/** Whether a statement tells accounts apart by their whole numbers alone, so that all that it does not name are alike to it. */
function tellsByNumber(statement: Statement): boolean {
	const {Condition: _, ...elements} = statement;
	return (
		!/\$\{[^}]*account[^}]*\}/i.test(JSON.stringify(elements)) &&
		testsOf(statement).every(({operator, key, values}) => {
			if (!accountKeys.test(key) && !arnKeys.test(key)) {
				return values.every((value) => !/\$\{[^}]*account[^}]*\}/i.test(value));
			}

			return (
				comparing.test(operator) &&
				values.every((value) =>
					isWhole(arnKeys.test(key) && value !== '*' ? value.split(':')[4] : value, value),
				)
			);
		})
	);
}

/** Whether the account in a value is a whole number, any, that of another key, or none; `value` is all of it. */
function isWhole(account: string | undefined, value: string): boolean {
	if (account === undefined) {
		// An ARN with a wildcard before its account, or no ARN.
		return !/[*?$]/.test(value);
	}

	return (
		account === '*' ||
		/^\$\{aws:(?:Principal|Resource)Account\}$/i.test(account) ||
		!(/[?*$]/.test(account) && /[\d?$]/.test(account))
	);
}
