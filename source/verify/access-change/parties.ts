import {accountInArn, isAccountId, wholeAccountIn} from '../../aws/index.ts';
import {
	freeRequesterOf,
	type PrincipalKind,
	type RequestFacts,
} from '../../policy/condition-keys/index.ts';
import type {PolicyDocument} from '../../policy/index.ts';
import {chosen, type KeyState, known, type Requester} from '../../policy/sets/index.ts';
import type {Resource} from '../request-sets.ts';
import type {Situation} from '../situation.ts';
import {isMistyped} from '../trusted-instead.ts';

/**
 * Who gains or loses by a change:
 * - `vendor`: the vendor for this customer;
 * - `other-customers`: the same principal of the vendor for others, or without the customer's ID;
 * - `vendor-account`: anybody else in the vendor's account;
 * - `own-account`: the account of the bucket, the key or the role;
 * - `named`: others whom one of the documents names;
 * - `anybody`: everybody else, signed in or not.
 */
export type ChangeParty =
	| 'vendor'
	| 'other-customers'
	| 'vendor-account'
	| 'own-account'
	| 'named'
	| 'anybody';

/** A kind of requester whose access is compared. */
export type ComparedRequester = {readonly party: ChangeParty; readonly requester: Requester};

const services = {bucket: 's3', key: 'kms', role: 'sts'} as const;

type Who = Pick<RequestFacts, 'party' | 'principal' | 'principalKind'>;

function free(
	{snapshot, connection, keyAccountId}: Situation,
	resource: Resource,
	who: Who,
	values: Readonly<Record<string, KeyState>> = {},
): Requester {
	return freeRequesterOf({
		...who,
		service: services[resource],
		now: Date.parse(snapshot.takenAt),
		region: resource === 'role' ? undefined : connection.region,
		resourceAccount: (resource === 'key' ? keyAccountId : undefined) ?? connection.accountId,
		values: new Map(Object.entries(values).map(([key, state]) => [key.toLowerCase(), state])),
	});
}

/** Everybody whom a change of a document can concern; each stands for all of its kind, with every request it can make. */
export function concernedParties(
	situation: Situation,
	resource: Resource,
	documents: readonly PolicyDocument[],
): ComparedRequester[] {
	const text = JSON.stringify(documents);
	const {ownAccount, vendorAccounts} = accountsOf(situation, resource);
	const vendors = vendorNames(situation, resource);
	// Whoever is of an account that is the vendor as a whole is the vendor.
	const whole = vendors.flatMap((name) => wholeAccountIn(name) ?? []);
	const named = [...new Set(text.match(namedPrincipals) ?? [])].filter(
		(principal) => !vendors.includes(principal) && !isMistyped(situation, principal),
	);
	const accounts = new Set([ownAccount, ...vendorAccounts, ...(text.match(/\b\d{12}\b/g) ?? [])]);
	const partyOf = (account = ''): ChangeParty =>
		account === ownAccount
			? 'own-account'
			: vendorAccounts.includes(account)
				? 'vendor-account'
				: 'named';
	return [
		...vendors
			.filter((name) => wholeAccountIn(name) === undefined)
			.flatMap((principal) =>
				vendorParties(situation, resource, {principal, principalKind: kindOf(principal)}),
			),
		...named.flatMap((principal) => {
			const account = accountInArn(principal) ?? '';
			// A role that takes itself gets nothing that it has not.
			if (resource === 'role' && principal === situation.principal) {
				return {
					party: 'vendor' as const,
					requester: namedRequester(situation, resource, principal),
				};
			}

			return whole.includes(account)
				? vendorParties(situation, resource, {principal, principalKind: kindOf(principal)})
				: {
						party: partyOf(account),
						requester: namedRequester(situation, resource, principal),
					};
		}),
		...[...accounts]
			.filter((account) => isAccountId(account) && !isMistyped(situation, account))
			.flatMap((account) =>
				principalsIn(account).flatMap((who) => {
					// Those whom a document names are asked about by themselves.
					const name = nameOtherThan(who, [...vendors, ...named]);
					return whole.includes(account)
						? vendorParties(situation, resource, who, name)
						: {
								party: partyOf(account),
								requester: free(situation, resource, {party: 'colleague', ...who}, name),
							};
				}),
			),
		...strangersFor(text).flatMap((account) =>
			principalsIn(account).map((who) => ({
				party: 'anybody' as const,
				requester: free(situation, resource, {party: 'stranger', ...who}),
			})),
		),
		...(resource === 'bucket'
			? [
					{
						party: 'anybody' as const,
						requester: free(situation, resource, {
							party: 'nobody',
							principal: undefined,
							principalKind: 'none',
						}),
					},
				]
			: []),
	];
}

/** Who uses the bucket or the key for this customer, or takes the role. */
function vendorNames(
	{vendorPrincipals, principal}: Situation,
	resource: Resource,
): readonly string[] {
	return resource === 'role' ? vendorPrincipals : [principal];
}

function accountsOf(situation: Situation, resource: Resource) {
	const {connection, keyAccountId, vendorPrincipals} = situation;
	return {
		ownAccount: (resource === 'key' ? keyAccountId : undefined) ?? connection.accountId,
		vendorAccounts: vendorPrincipals.flatMap((name) => accountInArn(name) ?? []),
	};
}

// A role, a user, one session of a role, or a federated user, without wildcards.
const namedPrincipals =
	/arn:aws[\w-]*:(?:iam::\d{12}:(?:role|user)|sts::\d{12}:(?:assumed-role|federated-user))\/[^"*?$]+(?=")/g;

function kindOf(principal: string): PrincipalKind {
	return /:user\//.test(principal)
		? 'user'
		: /:federated-user\//.test(principal)
			? 'federated-user'
			: 'session';
}

/** The vendor's principal for this customer, and for others. */
function vendorParties(
	situation: Situation,
	resource: Resource,
	given: Pick<Who, 'principal' | 'principalKind'>,
	values: Readonly<Record<string, KeyState>> = {},
): ComparedRequester[] {
	const {profile, connection} = situation;
	const {tenant} = profile;
	const who: Who = {party: 'other-customer', ...given};
	// No customer has an ID of another form.
	const form = profile.inputs.find(({field}) => field === tenant?.input)?.pattern;
	const [key, own] =
		resource === 'role'
			? ['sts:ExternalId', connection.externalId]
			: [tenant?.conditionKey, tenant && connection.inputs[tenant.input]];
	if (key === undefined || own === undefined) {
		return [{party: 'vendor', requester: free(situation, resource, who, values)}];
	}

	return [
		{
			party: 'vendor',
			requester: free(situation, resource, who, {...values, [key]: known(own)}),
		},
		{
			party: 'other-customers',
			requester: free(situation, resource, who, {
				...values,
				[key]: chosen({
					kind: 'text',
					except: [own],
					...(resource !== 'role' && form !== undefined && {form}),
				}),
			}),
		},
	];
}

function namedRequester(situation: Situation, resource: Resource, principal: string): Requester {
	const role = /^arn:(aws[\w-]*):sts::(\d{12}):assumed-role\/([^/]+)/.exec(principal);
	const who: Who = {party: 'other-customer', principal, principalKind: kindOf(principal)};
	if (role === null) {
		return free(situation, resource, who);
	}

	// The name of a session leaves out the path of its role, which aws:PrincipalArn has.
	const [, partition, account, name] = role;
	const shape = {text: `arn:${partition}:iam::${account}:role/*${name}`, hasNoColons: true};
	return free(situation, resource, who, {
		'aws:PrincipalArn': chosen({kind: 'text', within: [shape]}, {mayBeAbsent: false}),
	});
}

/** The names that a role or user of an account can have who is none of these. */
function nameOtherThan(
	{principal = '', principalKind}: Pick<Who, 'principal' | 'principalKind'>,
	except: readonly string[],
): Record<string, KeyState> {
	const shape = {text: `${principal.slice(0, principal.indexOf('/') + 1)}?*`, hasNoColons: true};
	return principalKind === 'root'
		? {}
		: {
				'aws:PrincipalArn': chosen(
					{kind: 'text', within: [shape], except, usual: [principal]},
					{mayBeAbsent: false},
				),
			};
}

function principalsIn(account: string): Pick<Who, 'principal' | 'principalKind'>[] {
	return [
		{principal: `arn:aws:iam::${account}:role/Anybody`, principalKind: 'session'},
		{principal: `arn:aws:iam::${account}:user/Anybody`, principalKind: 'user'},
		{principal: `arn:aws:iam::${account}:root`, principalKind: 'root'},
	];
}

/** An account that no document names, and for each wildcard in an account number one that it fits. */
function strangersFor(text: string): string[] {
	const isFree = (account: string) => !text.includes(account);
	const digits = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map(String);
	const free = (make: (digit: string) => string) => digits.map(make).find(isFree);
	const patterns = text.match(/(?<=[:"])[\d?*]*[?*][\d?*]*/g) ?? [];
	const fitting = [...new Set(patterns)].flatMap((pattern) => {
		const fixed = pattern.replaceAll('*', '');
		const [head = '', ...rest] = pattern.split('*');
		const account =
			/\d/.test(pattern) && fixed.length <= 12
				? free((digit) =>
						[head, rest.length > 0 ? digit.repeat(12 - fixed.length) : '', ...rest]
							.join('')
							.replaceAll('?', digit),
					)
				: undefined;
		return account !== undefined && isAccountId(account) ? [account] : [];
	});
	return [free((digit) => `99998888777${digit}`) ?? '999988887777', ...fitting];
}
