import {actionsOn, findAction, worksAcrossAccounts} from '../policy/actions/index.ts';
import {
	isPublicProvider,
	type Party,
	type PrincipalKind,
	type RequestFacts,
	requesterOf,
} from '../policy/condition-keys/index.ts';
import {listOf, type PolicyDocument} from '../policy/index.ts';
import {
	type Ask,
	absent,
	beginningWith,
	chosen,
	exactly,
	type Glob,
	type KeyState,
	known,
	notKnowable,
	type Requester,
	type RequestSet,
} from '../policy/sets/index.ts';
import type {Situation} from './situation.ts';

/** What requests are about. */
export type Resource = 'bucket' | 'key' | 'role';

const services = {bucket: 's3', key: 'kms', role: 'sts'} as const;
const documents = {bucket: 'bucketPolicy', key: 'keyPolicy', role: 'trustPolicy'} as const;

/** The account that the bucket, the key or the role belongs to. */
function accountOfResource({connection, keyAccountId}: Situation, resource: Resource): string {
	return (resource === 'key' ? keyAccountId : undefined) ?? connection.accountId;
}

/** The document of a resource, where it could be seen. */
export function documentOf(situation: Situation, resource: Resource): PolicyDocument | undefined {
	const seen = situation[documents[resource]];
	return seen.state === 'there' ? seen.document : undefined;
}

/** What the vendor works on in the bucket: one value, so that a folder can narrow it. */
export function workingPlace({bucketArn}: Situation): {bucket: Glob; objects: Glob} {
	return {bucket: exactly(bucketArn), objects: beginningWith(`${bucketArn}/`)};
}

type Target = 'bucket' | 'object' | 'key' | 'role';

// One list for each place, so that it can be told at a glance that two actions are asked of the same.
const places = new Map<string, readonly Glob[]>();

function placesOf(situation: Situation, on: Target): readonly Glob[] {
	const {bucket, objects} = workingPlace(situation);
	const place = {
		bucket,
		object: objects,
		key: exactly(situation.connection.kmsKeyArn ?? ''),
		role: exactly(situation.principal),
	}[on];
	const known = places.get(place.text) ?? [place];
	places.set(place.text, known);
	return known;
}

/** What an action is asked of, everything of it. */
export function askOf(situation: Situation, action: string, on: Target): Ask {
	return {action, resources: placesOf(situation, on)};
}

function kindOf(principal: string): PrincipalKind {
	return /:user\//.test(principal) ? 'user' : /:root$/.test(principal) ? 'root' : 'session';
}

function requester(
	situation: Situation,
	resource: Resource,
	who: Pick<RequestFacts, 'party' | 'principal' | 'principalKind' | 'provider'>,
	values: Readonly<Record<string, KeyState>> = {},
): Requester {
	const {connection, snapshot} = situation;
	const known = new Map<string, KeyState>();
	for (const [key, state] of Object.entries(values)) {
		known.set(key.toLowerCase(), state);
	}

	for (const key of resource === 'role' ? misnamedExternalIds(situation) : []) {
		known.set(key.toLowerCase(), absent);
	}

	return requesterOf({
		...who,
		service: services[resource],
		now: Date.parse(snapshot.takenAt),
		region: resource === 'role' ? undefined : connection.region,
		resourceAccount: accountOfResource(situation, resource),
		isThroughS3: resource === 'key',
		values: known,
	});
}

/** Condition keys that were meant to be the external ID: AWS knows no such keys, so no request has them. */
function misnamedExternalIds(situation: Situation): string[] {
	return listOf(documentOf(situation, 'role')?.Statement)
		.flatMap(({Condition}) => Object.values(Condition ?? {}).flatMap((tests) => Object.keys(tests)))
		.filter((key) => /external[-_ ]?id/i.test(key) && key.toLowerCase() !== 'sts:externalid');
}

/**
 * With a bucket key the encryption context holds the bucket's ARN, otherwise the object's; DSSE has no bucket keys.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
function encryptionContext(situation: Situation): KeyState {
	const {encryption} = situation.snapshot.bucket;
	const rule = encryption.status === 'found' ? encryption.value[0] : undefined;
	const {bucket, objects} = workingPlace(situation);
	if (rule === undefined) {
		return notKnowable({kind: 'text', within: [{text: `${bucket.text}*`}]}, {mayBeAbsent: false});
	}

	return rule.bucketKeyEnabled === true && rule.algorithm === 'aws:kms'
		? known(situation.bucketArn)
		: // Every object comes up at some time, so the one that is refused counts.
			chosen({kind: 'text', within: [objects]}, {mayBeAbsent: false});
}

const contextKey = 'kms:EncryptionContext:aws:s3:arn';

/** The vendor for this customer: whoever uses the bucket and the key, or takes the role. */
export function vendorFor(situation: Situation, resource: Resource): Requester {
	if (resource === 'role') {
		return vendorTaking(situation, 'agreed');
	}

	return requester(
		situation,
		resource,
		{party: 'vendor', principal: situation.principal, principalKind: kindOf(situation.principal)},
		{...tenantIs(situation, 'own'), ...contextOf(situation, resource)},
	);
}

function contextOf(situation: Situation, resource: Resource): Record<string, KeyState> {
	return resource === 'key' ? {[contextKey]: encryptionContext(situation)} : {};
}

function tenantIs(
	{profile, connection}: Situation,
	whose: 'own' | 'other',
): Record<string, KeyState> {
	const {tenant} = profile;
	if (tenant === undefined) {
		return {};
	}

	const own = connection.inputs[tenant.input] ?? '';
	return {
		[tenant.conditionKey]: whose === 'own' ? known(own) : chosen({kind: 'text', except: [own]}),
	};
}

/** The vendor's role as it works for its other customers, with their IDs or with none. */
export function otherCustomers(situation: Situation, resource: 'bucket' | 'key'): Requester {
	return requester(
		situation,
		resource,
		{
			party: 'other-customer',
			principal: situation.principal,
			principalKind: kindOf(situation.principal),
		},
		{
			...tenantIs(situation, 'other'),
			...(resource === 'key'
				? // Of objects anywhere, also in their own buckets.
					{[contextKey]: chosen({kind: 'text'})}
				: {}),
		},
	);
}

/** What the caller of AssumeRole sends as external ID: the agreed one, any other or none, none at all, or anything. */
export type SentExternalId = 'agreed' | 'wrong' | 'none' | 'any';

function sentState(
	{connection}: Situation,
	sent: SentExternalId,
	except: readonly string[] = [],
): KeyState {
	const agreed = connection.externalId ?? '';
	switch (sent) {
		case 'agreed':
			return known(agreed);
		case 'wrong':
			return chosen({kind: 'text', except: [agreed, ...except]});
		case 'none':
			return absent;
		case 'any':
			return chosen({kind: 'text'});
	}
}

/** The vendor as it takes the role; `party` says whether it does so for this customer. */
export function vendorTaking(
	situation: Situation,
	sent: SentExternalId,
	party: 'vendor' | 'other-customer' = 'vendor',
): Requester {
	const {principal} = situation.profile;
	return requester(
		situation,
		'role',
		{party, principal, principalKind: kindOf(principal)},
		{'sts:ExternalId': sentState(situation, sent)},
	);
}

/**
 * Everybody at the vendor who could be made to take the role for somebody else, without the external ID or with another
 * one: the vendor's user or role, others of its account whom the trust policy names, and anybody else there.
 */
export function deputies(situation: Situation, except: readonly string[] = []): Requester[] {
	const {profile} = situation;
	const account = accountIn(profile.principal) ?? '';
	const named = listOf(documentOf(situation, 'role')?.Statement)
		.flatMap(({Principal}) => (typeof Principal === 'object' ? listOf(Principal.AWS) : []))
		.filter((name) => accountIn(name) === account && isOnePrincipal(name));
	const callers = new Map<string, Party>([
		[profile.principal, 'other-customer'],
		...named.map((name) => [name, 'other-customer'] as const),
		...colleaguesIn(account),
	]);
	return [...callers].map(([principal, party]) =>
		requester(
			situation,
			'role',
			{party, principal, principalKind: kindOf(principal)},
			{'sts:ExternalId': sentState(situation, 'wrong', except)},
		),
	);
}

/** Anybody else in the vendor's account, whatever external ID is sent. */
export function colleagues(situation: Situation): Requester[] {
	return colleaguesIn(accountIn(situation.profile.principal) ?? '').map(([principal, party]) =>
		requester(
			situation,
			'role',
			{party, principal, principalKind: kindOf(principal)},
			{'sts:ExternalId': sentState(situation, 'any')},
		),
	);
}

function colleaguesIn(account: string): (readonly [string, Party])[] {
	return [
		[`arn:aws:iam::${account}:user/SomebodyElse`, 'colleague'],
		[`arn:aws:iam::${account}:role/SomebodyElse`, 'colleague'],
	];
}

function isOnePrincipal(name: string): boolean {
	return /^arn:[^:]+:(?:iam::\d{12}:(?:user|role)|sts::\d{12}:assumed-role)\//.test(name);
}

function accountIn(name: string): string | undefined {
	return /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(name)?.[1];
}

/** An account that no document has to do with. */
const strangersAccount = '999988887777';

/**
 * Everybody who has nothing to do with the connection: anybody with an AWS account, whoever does not sign in (S3 takes
 * such requests), and anybody with an account at a public identity provider that the document names.
 */
export function outsiders(situation: Situation, resource: Resource): Requester[] {
	const strangers = [
		[`arn:aws:iam::${strangersAccount}:role/Anybody`, 'session'],
		[`arn:aws:iam::${strangersAccount}:user/Anybody`, 'user'],
		[`arn:aws:iam::${strangersAccount}:root`, 'root'],
	] as const;
	const values: Record<string, KeyState> =
		resource === 'role' ? {'sts:ExternalId': sentState(situation, 'any')} : {};
	// Only users and roles can take a role: the root user cannot.
	// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
	const whom = resource === 'role' ? strangers.slice(0, 2) : strangers;
	return [
		...(resource === 'bucket'
			? [{party: 'nobody', principal: undefined, principalKind: 'none'} as const]
			: []),
		...whom.map(
			([principal, principalKind]) => ({party: 'stranger', principal, principalKind}) as const,
		),
		...providersIn(documentOf(situation, resource)).map(
			(provider) =>
				({party: 'identity', principal: undefined, principalKind: 'none', provider}) as const,
		),
	].map((who) => requester(situation, resource, who, values));
}

function providersIn(document: PolicyDocument | undefined): string[] {
	const named = listOf(document?.Statement).flatMap(({Principal, NotPrincipal}) =>
		[Principal, NotPrincipal].flatMap((principal) =>
			typeof principal === 'object' ? listOf(principal.Federated) : [],
		),
	);
	return [...new Set(named)].filter((name) => isPublicProvider(name));
}

const targets = {bucket: ['bucket', 'object'], key: ['key'], role: ['role']} as const;

/** The ways in which somebody takes a role; tags and a source identity only go along with one of them. */
const takingRole = ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

/** What everybody knows, so that a request which shows something is of the kind that people know. */
const wellKnown = [
	...['s3:GetObject', 's3:ListBucket', 's3:PutObject', 's3:DeleteObject', 's3:PutBucketPolicy'],
	...['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:PutKeyPolicy'],
	...takingRole,
];

const listedActions = new Map<string, readonly string[]>();

/** All actions on a target, or those that work for whoever is of another account; the well-known ones first. */
function actionNames(target: Target, isFromElsewhere: boolean): readonly string[] {
	const place = `${target}|${isFromElsewhere}`;
	let names = listedActions.get(place);
	if (names === undefined) {
		const listed = actionsOn(target)
			.map(({name}) => name)
			.filter((name) =>
				target === 'role'
					? takingRole.includes(name)
					: !isFromElsewhere || worksAcrossAccounts(name),
			);
		const known = wellKnown.filter((name) => listed.includes(name));
		names = [...known, ...listed.filter((name) => !known.includes(name))];
		listedActions.set(place, names);
	}

	return names;
}

/**
 * All actions on a resource, on everything in it: those that AWS lists, those that its policy names though AWS does not
 * list them, and one that stands for actions to come. Some of KMS do not work for whoever is of another account.
 */
export function everyAsk(
	situation: Situation,
	resource: Resource,
	{isFromElsewhere = true}: {readonly isFromElsewhere?: boolean} = {},
): Ask[] {
	const others = resource === 'role' ? [] : unlistedActions(situation, resource);
	return targets[resource].flatMap((target) => {
		const resources = placesOf(situation, target);
		return [...actionNames(target, isFromElsewhere), ...others].map((action) => ({
			action,
			resources,
		}));
	});
}

function unlistedActions(situation: Situation, resource: 'bucket' | 'key'): string[] {
	const service = services[resource];
	const form = new RegExp(`^${service}:\\w+$`, 'i');
	const named = listOf(documentOf(situation, resource)?.Statement)
		.flatMap(({Action}) => listOf(Action))
		.filter((name) => form.test(name) && findAction(name) === undefined);
	return [...named, ...(resource === 'key' ? [] : [`${service}:AnyActionToCome`])];
}

/** The set of all requests of some requesters for some actions. */
export function requestsOf(
	situation: Situation,
	resource: Resource,
	requesters: readonly Requester[],
	asks: readonly Ask[],
): RequestSet {
	return {requesters, asks, resourceAccount: accountOfResource(situation, resource)};
}
