import {isPublicProvider, providerHost} from '../policy/condition-keys/index.ts';
import {listOf, type PolicyDocument} from '../policy/index.ts';
import {
	type Ask,
	chosen,
	type KeyState,
	known,
	type Requester,
	type RequestSet,
} from '../policy/sets/index.ts';
import {
	documentOf,
	everyAsk,
	type Resource,
	requester,
	requestsOf,
	sentState,
	webIdentity,
} from './request-sets.ts';
import type {Situation} from './situation.ts';

const anyAccount = 999_988_887_777;
// Of an account that no document names, too; S3 writes such IDs in 64 hexadecimal digits.
const canonicalUser = 'a'.repeat(64);

/**
 * Accounts of people who have nothing to do with the connection: one that no document names, and for each wildcard in
 * an account number one that it fits.
 */
function strangersAccounts(situation: Situation): string[] {
	const text = JSON.stringify(
		(['bucket', 'key', 'role'] as const).map((resource) => documentOf(situation, resource) ?? null),
	);
	const isFree = (account: string) => !text.includes(account);
	const free = (make: (digit: number) => string) =>
		[9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((digit) => make(digit)).find(isFree);
	// Wherever a number with a wildcard begins a text or part of an ARN; a wildcard may reach over the parts behind it.
	const patterns = text.match(/(?<=[:"])[\d?*]*[?*][\d?*]*/g) ?? [];
	const fitting = [...new Set(patterns)]
		.filter((pattern) => /\d/.test(pattern) && pattern.replaceAll('*', '').length <= 12)
		.flatMap((pattern) => {
			const missing = 12 - pattern.replaceAll('*', '').length;
			const [head = '', ...rest] = pattern.split('*');
			const isOpen = rest.length > 0;
			const account = free((digit) =>
				[head, isOpen ? String(digit).repeat(missing) : '', ...rest]
					.join('')
					.replaceAll('?', String(digit)),
			);
			return account !== undefined && /^\d{12}$/.test(account) ? [account] : [];
		});
	return [free((digit) => String(anyAccount - 9 + digit)) ?? String(anyAccount), ...fitting];
}

const strangerKinds = [
	['role/Anybody', 'session'],
	['user/Anybody', 'user'],
	['root', 'root'],
] as const;

function strangers(situation: Situation, resource: Resource): Requester[] {
	const values: Record<string, KeyState> =
		resource === 'role' ? {'sts:ExternalId': sentState(situation, 'any')} : {};
	return strangersAccounts(situation).flatMap((account) => {
		const principals = [
			...strangerKinds.map(([name, kind]) => [`arn:aws:iam::${account}:${name}`, kind] as const),
			[`arn:aws:sts::${account}:federated-user/Anybody`, 'federated-user'] as const,
		];
		return (
			principals
				// Neither the root user nor a federated user can take a role.
				// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
				.filter(([, kind]) => resource !== 'role' || kind === 'session' || kind === 'user')
				.map(([principal, principalKind]) =>
					requester(
						situation,
						resource,
						{party: 'stranger', principal, principalKind, canonicalUser},
						values,
					),
				)
		);
	});
}

/**
 * Everybody who has nothing to do with the connection, with what they can ask: anybody with an AWS account, whoever does
 * not sign in (S3 takes such requests), and anybody with an account at a public identity provider that the document names.
 */
export function outsideRequests(situation: Situation, resource: Resource): RequestSet[] {
	const asks = everyAsk(situation, resource);
	const isWebIdentity = ({action}: Ask) => action === webIdentity;
	const nobody: Requester[] =
		resource === 'bucket'
			? [
					requester(situation, resource, {
						party: 'nobody',
						principal: undefined,
						principalKind: 'none',
					}),
				]
			: [];
	return [
		requestsOf(
			situation,
			resource,
			[...nobody, ...strangers(situation, resource)],
			resource === 'role' ? asks.filter(({action}) => action === 'sts:AssumeRole') : asks,
		),
		requestsOf(
			situation,
			resource,
			identities(situation, resource),
			resource === 'role' ? asks.filter(isWebIdentity) : asks,
		),
	];
}

/** Anybody at a public identity provider; at Cognito also guests of any pool, where the document lets guests in. */
function identities(situation: Situation, resource: Resource): Requester[] {
	const document = documentOf(situation, resource);
	const identity = {party: 'identity', principal: undefined, principalKind: 'none'} as const;
	return providersIn(document, resource).flatMap((provider) => {
		const own = requester(situation, resource, {...identity, provider});
		const isForGuests =
			providerHost(provider) === cognito && JSON.stringify(document).includes('unauthenticated');
		return isForGuests
			? [
					own,
					requester(
						situation,
						resource,
						{...identity, provider},
						{
							[`${cognito}:amr`]: known('unauthenticated'),
							[`${cognito}:aud`]: chosen({kind: 'text'}),
						},
					),
				]
			: [own];
	});
}

const cognito = 'cognito-identity.amazonaws.com';
/** Providers that AWS knows without being told; everybody stands for them too. */
const knownToAws = ['accounts.google.com', 'graph.facebook.com', 'www.amazon.com', cognito];

function providersIn(document: PolicyDocument | undefined, resource: Resource): string[] {
	const named = listOf(document?.Statement).flatMap(({Principal, NotPrincipal}) =>
		[Principal, NotPrincipal].flatMap((principal) =>
			typeof principal === 'object'
				? [...listOf(principal.Federated), ...(listOf(principal.AWS).includes('*') ? ['*'] : [])]
				: principal === '*'
					? ['*']
					: [],
		),
	);
	const all = named.flatMap((name) =>
		name !== '*' ? [name] : resource === 'role' ? knownToAws : [],
	);
	return [...new Set(all)].filter((name) => isPublicProvider(name));
}
