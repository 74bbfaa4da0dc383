import {actionsOn, findAction, worksAcrossAccounts} from '../aws/actions/index.ts';
import {accountInArn, isAccountId, wholeAccountIn} from '../aws/index.ts';
import {longestInput} from '../connection/index.ts';
import {
	type Party,
	type PrincipalKind,
	type RequestFacts,
	requesterOf,
} from '../policy/condition-keys/index.ts';
import {listOf, matchesWildcard, type PolicyDocument} from '../policy/index.ts';
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
import {networkStates} from './vendor-network.ts';

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

/** The objects that the vendor works on. */
function workingObjects({bucketArn, folder}: Situation): Glob {
	return beginningWith(folder === undefined ? `${bucketArn}/` : `${bucketArn}/${folder}/`);
}

type Target = 'bucket' | 'object' | 'key' | 'role';

// One list for each place, so that it can be told at a glance that two actions are asked of the same.
const places = new Map<string, readonly Glob[]>();

function placesOf(situation: Situation, on: Target): readonly Glob[] {
	const {bucketArn, connection, principal} = situation;
	return onePlace(
		{
			bucket: exactly(bucketArn),
			object: beginningWith(`${bucketArn}/`),
			key: exactly(connection.kmsKeyArn ?? ''),
			role: exactly(principal),
		}[on],
	);
}

function onePlace(place: Glob): readonly Glob[] {
	const known = places.get(place.text) ?? [place];
	places.set(place.text, known);
	return known;
}

/** What an action is asked of, everything of it. */
export function askOf(situation: Situation, action: string, on: Target): Ask {
	return {action, resources: placesOf(situation, on)};
}

/** What an action is asked of, as far as the vendor works there. */
export function neededAsk(situation: Situation, action: string, on: Target): Ask {
	return on === 'object'
		? {action, resources: onePlace(workingObjects(situation))}
		: askOf(situation, action, on);
}

function kindOf(principal: string): PrincipalKind {
	return /:user\//.test(principal) ? 'user' : /:root$/.test(principal) ? 'root' : 'session';
}

/** A kind of requester, with what is known of its requests for a resource. */
export function requester(
	situation: Situation,
	resource: Resource,
	who: Pick<RequestFacts, 'party' | 'principal' | 'principalKind' | 'provider' | 'canonicalUser'>,
	values: Readonly<Record<string, KeyState>> = {},
): Requester {
	const {connection, snapshot} = situation;
	const {states, perhaps} = networkStates(situation, resource, who);
	const misnamed = resource === 'role' ? misnamedExternalIds(situation) : [];
	const askingFrom = (network: Readonly<Record<string, KeyState>>) =>
		requesterOf({
			...who,
			service: services[resource],
			now: Date.parse(snapshot.takenAt),
			region: resource === 'role' ? undefined : connection.region,
			resourceAccount: accountOfResource(situation, resource),
			isThroughS3: resource === 'key',
			values: new Map(
				[
					...Object.entries({...keyIs(situation, resource), ...network, ...values}),
					...misnamed.map((key) => [key, absent] as const),
				].map(([key, state]) => [key.toLowerCase(), state]),
			),
		});
	return {
		...askingFrom(states),
		...(perhaps !== undefined && {
			perhaps: {
				keys: Object.keys(perhaps).map((key) => key.toLowerCase()),
				stateOf: askingFrom(perhaps).stateOf,
			},
		}),
	};
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
	const {bucketArn} = situation;
	if (rule === undefined) {
		return notKnowable({kind: 'text', within: [{text: `${bucketArn}*`}]}, {mayBeAbsent: false});
	}

	return rule.bucketKeyEnabled === true && rule.algorithm === 'aws:kms'
		? known(situation.bucketArn)
		: // Every object comes up at some time, so the one that is refused counts.
			chosen({kind: 'text', within: [workingObjects(situation)]}, {mayBeAbsent: false});
}

const contextKey = 'kms:EncryptionContext:aws:s3:arn';

/** Who asks in the name of a principal of the vendor, with what is known of it. */
type Caller = {
	readonly principal: string;
	readonly principalKind: PrincipalKind;
	readonly values: Readonly<Record<string, KeyState>>;
};

/** A principal as it asks; of a whole account somebody of whom nothing but the account is known. */
function callerOf(name: string): Caller {
	const account = wholeAccountIn(name);
	return account === undefined
		? {principal: name, principalKind: kindOf(name), values: {}}
		: {
				principal: `arn:aws:iam::${account}:role/SomebodyOfTheVendor`,
				principalKind: 'session',
				values: Object.fromEntries(
					['aws:PrincipalArn', 'aws:userid'].map((key) => [
						key,
						notKnowable(
							{
								kind: 'text',
								...(key === 'aws:PrincipalArn' && {
									within: [{text: `arn:aws:iam::${account}:*/?*`}],
								}),
							},
							{mayBeAbsent: false},
						),
					]),
				),
			};
}

/** The vendor for this customer: whoever uses the bucket and the key, or takes the role. */
export function vendorFor(
	situation: Situation,
	resource: Resource,
	more: Readonly<Record<string, KeyState>> = {},
): Requester[] {
	if (resource === 'role') {
		return vendorTaking(situation, 'agreed');
	}

	const [narrower] = situation.narrowerPrincipals;
	const {values, ...caller} = callerOf(situation.isCustomerRole ? situation.principal : narrower);
	return [
		requester(
			situation,
			resource,
			{party: 'vendor', ...caller},
			{
				...values,
				...tenantIs(situation, 'own'),
				...contextOf(situation, resource),
				...sessionOf(situation),
				...more,
			},
		),
	];
}

/**
 * The vendor as it does what it is there for: where it works in a folder, it lists nothing else.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#example-object-key-prefix
 */
export function vendorWorking(situation: Situation, resource: 'bucket' | 'key'): Requester[] {
	const {folder} = situation;
	return vendorFor(
		situation,
		resource,
		resource === 'bucket' && folder !== undefined
			? {
					's3:prefix': chosen(
						{kind: 'text', within: [beginningWith(`${folder}/`)]},
						{mayBeAbsent: false},
					),
				}
			: {},
	);
}

/**
 * What is known of a session of the customer's role, which the vendor takes by AssumeRole: no identity provider, the
 * role's own ID, and its tags unless the vendor may send others.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
function sessionOf(situation: Situation): Record<string, KeyState> {
	const {isCustomerRole, snapshot} = situation;
	if (!isCustomerRole) {
		return {};
	}

	const {role} = snapshot.role;
	const {uniqueId, tags} = role.status === 'found' ? role.value : {};
	return {
		'aws:FederatedProvider': absent,
		...(uniqueId !== undefined && {
			'aws:userid': notKnowable(
				{kind: 'text', within: [{text: `${uniqueId}:?*`}]},
				{mayBeAbsent: false},
			),
		}),
		...(tags !== undefined &&
			!mayTagSessions(situation) &&
			tagStates(situation, 'aws:PrincipalTag/', tags)),
	};
}

/** Whether the trust policy could let somebody send tags with a session. */
function mayTagSessions(situation: Situation): boolean {
	return listOf(documentOf(situation, 'role')?.Statement).some(
		({Effect, Action, NotAction}) =>
			Effect === 'Allow' &&
			(NotAction !== undefined ||
				listOf(Action).some((pattern) =>
					matchesWildcard(pattern, 'sts:TagSession', {ignoreCase: true}),
				)),
	);
}

/** What the condition keys about tags hold that the documents name; a key without a tag of its name is absent. */
function tagStates(
	situation: Situation,
	prefix: string,
	tags: Readonly<Record<string, string>>,
): Record<string, KeyState> {
	const named = (['bucketPolicy', 'keyPolicy', 'trustPolicy', 'boundary'] as const)
		.flatMap((name) => {
			const seen = situation[name];
			return seen.state === 'there' ? [seen.document] : [];
		})
		.concat(
			situation.rolePolicies.state === 'there'
				? situation.rolePolicies.policies.map(({document}) => document)
				: [],
		);
	const own = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]));
	// Names of tags are compared without regard to case, as all names of condition keys are.
	const keys = JSON.stringify(named).match(new RegExp(`${prefix}[^"}',]+`, 'gi')) ?? [];
	return Object.fromEntries(
		keys.map((key) => {
			const value = own.get(key.slice(prefix.length).toLowerCase());
			return [key, value === undefined ? absent : known(value)];
		}),
	);
}

/**
 * What DescribeKey, or its ARN, says of the key: IDs of multi-Region keys begin with `mrk-`.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 */
function keyIs({snapshot, connection}: Situation, resource: Resource): Record<string, KeyState> {
	if (resource !== 'key') {
		return {};
	}

	const {metadata} = snapshot.key;
	const {origin, isMultiRegion = /:key\/mrk-/.test(connection.kmsKeyArn ?? '')} =
		metadata.status === 'found' ? metadata.value : {};
	return {
		...(origin !== undefined && {'kms:KeyOrigin': known(origin)}),
		'kms:MultiRegion': known(String(isMultiRegion)),
	};
}

function contextOf(situation: Situation, resource: Resource): Record<string, KeyState> {
	return resource === 'key' ? {[contextKey]: encryptionContext(situation)} : {};
}

function tenantIs(
	{profile, connection}: Situation,
	whose: 'own' | 'other',
	except: readonly string[] = [],
): Record<string, KeyState> {
	const {tenant} = profile;
	if (tenant === undefined) {
		return {};
	}

	const own = connection.inputs[tenant.input] ?? '';
	const form = profile.inputs.find(({field}) => field === tenant.input)?.pattern;
	return {
		[tenant.conditionKey]:
			whose === 'own'
				? known(own)
				: chosen({
						kind: 'text',
						except: [own, ...except],
						usual: [otherThan(own)],
						// A policy can spell out a text that is longer than any value, and no pattern is run on that.
						...(form !== undefined && {form: `(?=[^]{0,${longestInput}}$)(?:${form})`}),
					}),
	};
}

/** A value of the same form that is certainly another one. */
function otherThan(value: string): string {
	return `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
}

/** The vendor's role as it works for its other customers, with their IDs or with none; `except` are IDs of no matter. */
export function otherCustomers(
	situation: Situation,
	resource: 'bucket' | 'key',
	except: readonly string[] = [],
): Requester {
	const [narrower] = situation.narrowerPrincipals;
	const {values, ...caller} = callerOf(narrower);
	return requester(
		situation,
		resource,
		{party: 'other-customer', ...caller},
		{
			...values,
			...tenantIs(situation, 'other', except),
			...(resource === 'key'
				? // Of objects anywhere, also in their own buckets.
					{[contextKey]: chosen({kind: 'text'})}
				: {}),
		},
	);
}

/** Others in the vendor's account whom a policy names; whom of its customers they work for is not known. */
export function otherPrincipals(situation: Situation, resource: 'bucket' | 'key'): Requester[] {
	// Of a whole account, all are the vendor's principal.
	if (situation.narrowerPrincipals.some((name) => wholeAccountIn(name) !== undefined)) {
		return [];
	}

	const account = accountIn(situation.principal) ?? '';
	const named = listOf(documentOf(situation, resource)?.Statement)
		.flatMap(({Principal}) => (typeof Principal === 'object' ? listOf(Principal.AWS) : []))
		.filter((name) => accountIn(name) === account && isOnePrincipal(name))
		.filter((name) => name !== situation.principal && !name.includes(':assumed-role/'));
	return [...new Set(named)].map((principal) =>
		requester(
			situation,
			resource,
			{party: 'colleague', principal, principalKind: kindOf(principal)},
			tenantIs(situation, 'other'),
		),
	);
}

/** What the caller of AssumeRole sends as external ID: the agreed one, any other or none, none at all, or anything. */
export type SentExternalId = 'agreed' | 'wrong' | 'none' | 'any';

/** What a request holds as external ID; `except` are further ones that are not sent. */
export function sentState(
	{connection}: Situation,
	sent: SentExternalId,
	except: readonly string[] = [],
): KeyState {
	const agreed = connection.externalId ?? '';
	switch (sent) {
		case 'agreed':
			// A vendor that has none sends none.
			return connection.externalId === undefined ? absent : known(agreed);
		case 'wrong':
			return chosen({kind: 'text', except: [agreed, ...except]});
		case 'none':
			return absent;
		case 'any':
			return chosen({kind: 'text'});
	}
}

/**
 * All of the vendor's principals as they take the role, and the role itself where the vendor has it do so; `party` says whether
 * they do so for this customer.
 */
export function vendorTaking(
	situation: Situation,
	sent: SentExternalId,
	party: 'vendor' | 'other-customer' = 'vendor',
): Requester[] {
	return takersOf(situation).map((name) => {
		const {values, ...caller} = callerOf(name);
		return requester(
			situation,
			'role',
			{party, ...caller},
			{
				...values,
				'sts:ExternalId': sentState(situation, sent),
				...tagsOfRole(situation),
			},
		);
	});
}

function takersOf({profile, narrowerPrincipals, principal}: Situation): readonly string[] {
	return profile.trustsItself === true ? [...narrowerPrincipals, principal] : narrowerPrincipals;
}

/** The tags of the role that is taken. */
function tagsOfRole(situation: Situation): Record<string, KeyState> {
	const {role} = situation.snapshot.role;
	const tags = role.status === 'found' ? role.value.tags : undefined;
	return tags === undefined
		? {}
		: {
				...tagStates(situation, 'aws:ResourceTag/', tags),
				...tagStates(situation, 'iam:ResourceTag/', tags),
			};
}

/**
 * Everybody at the vendor who could be made to take the role for somebody else, without the external ID or with another
 * one: the vendor's user or role, others of its account whom the trust policy names, and anybody else there.
 */
export function deputies(
	situation: Situation,
	{sent = 'wrong', except = []}: {sent?: SentExternalId; except?: readonly string[]} = {},
): Requester[] {
	const {narrowerPrincipals, vendorPrincipals} = situation;
	const accounts = accountsOf(vendorPrincipals);
	const named = listOf(documentOf(situation, 'role')?.Statement)
		.flatMap(({Principal}) => (typeof Principal === 'object' ? listOf(Principal.AWS) : []))
		.filter((name) => accounts.includes(accountIn(name) ?? '') && isOnePrincipal(name));
	// Where the vendor sends no external ID, nothing tells for whom it takes the role: all of it counts as for this customer.
	const isToldApart = situation.connection.externalId !== undefined;
	const isVendor = (name: string) =>
		narrowerPrincipals.some(
			(one) => one === name || (wholeAccountIn(one) ?? one) === accountIn(name),
		);
	const callers = new Map<string, Party>([
		...narrowerPrincipals.map((name) => [name, 'other-customer'] as const),
		...named.map((name) => [name, 'other-customer'] as const),
		...accounts.flatMap((account) => colleaguesIn(account)),
	]);
	return [...callers]
		.filter(([name]) => isToldApart || !isVendor(name))
		.map(([name, party]) => {
			const {values, ...caller} = callerOf(name);
			return requester(
				situation,
				'role',
				{party, ...caller},
				{...values, 'sts:ExternalId': sentState(situation, sent, except)},
			);
		});
}

/** Anybody else in the vendor's account, whatever external ID is sent; nobody where the account is the principal. */
export function colleagues(situation: Situation): Requester[] {
	const whole = situation.vendorPrincipals.flatMap((name) => wholeAccountIn(name) ?? []);
	return accountsOf(situation.vendorPrincipals)
		.filter((account) => !whole.includes(account))
		.flatMap((account) => colleaguesIn(account))
		.map(([principal, party]) =>
			requester(
				situation,
				'role',
				{party, principal, principalKind: kindOf(principal)},
				{'sts:ExternalId': sentState(situation, 'any')},
			),
		);
}

function accountsOf(principals: readonly string[]): string[] {
	return [...new Set(principals.flatMap((name) => accountIn(name) ?? []))];
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
	return isAccountId(name) ? name : accountInArn(name);
}

/** How somebody takes a role whom an identity provider vouches for. */
export const webIdentity = 'sts:AssumeRoleWithWebIdentity';

const targets = {bucket: ['bucket', 'object'], key: ['key'], role: ['role']} as const;

/**
 * The ways in which somebody takes a role who is not of the account or its own identity provider; tags and a source
 * identity only go along with one of them.
 */
const takingRole = ['sts:AssumeRole', webIdentity];

/** What everybody knows, so that a request which shows something is of the kind that people know. */
export const wellKnownActions = [
	...['s3:GetObject', 's3:ListBucket', 's3:PutObject', 's3:DeleteObject', 's3:PutBucketPolicy'],
	...['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:PutKeyPolicy'],
	...takingRole,
];

const listedActions = new Map<string, readonly string[]>();

/**
 * All actions on a target that its policy can have a say in (a bucket that is yet to be made has none), or those that work for
 * whoever is of another account; the well-known ones first.
 */
function actionNames(target: Target, isFromElsewhere: boolean): readonly string[] {
	const place = `${target}|${isFromElsewhere}`;
	let names = listedActions.get(place);
	if (names === undefined) {
		const listed = actionsOn(target)
			.map(({name}) => name)
			.filter((name) =>
				target === 'role'
					? takingRole.includes(name)
					: name !== 's3:CreateBucket' && (!isFromElsewhere || worksAcrossAccounts(name)),
			);
		const known = wellKnownActions.filter((name) => listed.includes(name));
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
